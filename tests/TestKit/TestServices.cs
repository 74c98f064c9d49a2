namespace Platform.TestKit;

/// <summary>The private RabbitMQ and PostgreSQL that <c>./platform test</c> starts, by environment variable.</summary>
public static class TestServices
{
    public static string? RabbitMq { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_RABBITMQ");
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("PLATFORM_TEST_POSTGRES");

    internal static string? WhyNot =>
        RabbitMq is null || Postgres is null ? "needs RabbitMQ and PostgreSQL: run ./platform test, which starts them" : null;
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
