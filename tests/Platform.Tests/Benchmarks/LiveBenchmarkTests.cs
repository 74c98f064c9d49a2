using System.Globalization;
using System.Text.RegularExpressions;
using Platform.BrowserKit;
using Platform.TestKit;
using Platform.Tests.Pages;

namespace Platform.Tests.Benchmarks;

public sealed partial class LiveBenchmarkTests : IDisposable
{
    readonly TempFolder _home = new();

    [PagesFact]
    public async Task A_browser_sees_the_iterations_of_two_live_runs()
    {
        await using var bench = await PlatformProgram.RunAsync(_home.Path, ["bench", "live", "--runs", "2", "--seconds", "1"],
            ("PLATFORM_TEST_RABBITMQ", TestServices.RabbitMq!), ("PLATFORM_TEST_POSTGRES", TestServices.Postgres!),
            ("PLATFORM_TEST_CHROMIUM", BrowserFactAttribute.Chromium!));

        bench.ExitCode.ShouldBe(0, bench.Errors + bench.Output);
        var line = Summary().Match(bench.Output);
        line.Success.ShouldBeTrue(bench.Output);
        Number(line, "n").ShouldBeGreaterThan(0);
        Number(line, "runs").ShouldBe(2);
        Number(line, "p50").ShouldBeGreaterThan(0, "a page cannot show what is not logged yet");
        Number(line, "p95").ShouldBeGreaterThanOrEqualTo(Number(line, "p50"));
        Number(line, "p99").ShouldBeGreaterThanOrEqualTo(Number(line, "p95"));
        Number(line, "stored").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_Chromium_the_error_says_what_is_missing()
    {
        await using var bench = await PlatformProgram.RunAsync(_home.Path, ["bench", "live"],
            ("PLATFORM_TEST_RABBITMQ", "amqp://127.0.0.1:1/"), ("PLATFORM_TEST_POSTGRES", "Host=127.0.0.1;Port=1"),
            ("PLATFORM_TEST_CHROMIUM", _home.Sub("chromium")));

        bench.ExitCode.ShouldBe(1);
        bench.Errors.ShouldContain($"PLATFORM_TEST_CHROMIUM names {_home.Sub("chromium")}");
    }

    public void Dispose() => _home.Dispose();

    static double Number(Match line, string name) => double.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^live: p50 (?<p50>\d+) ms, p95 (?<p95>\d+) ms, p99 (?<p99>\d+) ms from log call to browser, (?<n>\d+) iterations, (?<runs>\d+) runs live, (?<stored>[\d.]+) entries/s stored\r?$", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
