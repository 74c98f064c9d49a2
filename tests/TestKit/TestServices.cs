namespace Platform.TestKit;

/// <summary>The private RabbitMQ and PostgreSQL that <c>./platform test</c> starts, by environment variable.</summary>
public static class TestServices
{
    public static string? RabbitMq { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_RABBITMQ");
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_POSTGRES");

    /// <summary>Whether a test may stop and start the broker, which needs the script that started it.</summary>
    public static bool CanRestartBroker { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_SERVICES") is { Length: > 0 };

    /// <summary>Why tests that need them are skipped; null when they are there.</summary>
    public static string? WhyNot =>
        RabbitMq is null || Postgres is null ? "needs RabbitMQ and PostgreSQL: run ./platform test, which starts them" : null;

    /// <summary>Stops the broker, which keeps what it holds.</summary>
    public static Task StopBrokerAsync() => RunAsync("broker-stop");

    /// <summary>Starts it again at the same address.</summary>
    public static Task StartBrokerAsync() => RunAsync("broker-start");

    static async Task RunAsync(string command)
    {
        var run = await ChildProcess.RunAsync(Path.Combine(RepositoryRoot.Path, "tests", "services"), [command]);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"services {command} failed:\n{run.Errors}");
    }
}

/// <summary>A test that talks to a real RabbitMQ and PostgreSQL.</summary>
public sealed class ServicesFactAttribute : FactAttribute
{
    public ServicesFactAttribute() => Skip = TestServices.WhyNot;
}

/// <summary>The same with data.</summary>
public sealed class ServicesTheoryAttribute : TheoryAttribute
{
    public ServicesTheoryAttribute() => Skip = TestServices.WhyNot;
}

/// <summary>A test that stops and starts the broker.</summary>
public sealed class BrokerRestartFactAttribute : FactAttribute
{
    public BrokerRestartFactAttribute() =>
        Skip = TestServices.WhyNot ?? (TestServices.CanRestartBroker ? null : "needs a broker it may stop: run ./platform test, which starts one");
}
