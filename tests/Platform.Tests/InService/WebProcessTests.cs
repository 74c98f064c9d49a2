using System.Globalization;
using System.Net;
using Platform.TestKit;

namespace Platform.Tests.InService;

public sealed class WebProcessTests : IDisposable
{
    readonly TempFolder _home = new();
    readonly HttpClient _http = new();

    [ServicesFact]
    public async Task Up_serves_pages_on_one_port_and_the_API_on_the_other()
    {
        var (pages, api) = (FreePort.Next(), FreePort.Next());
        await using var up = Start("up", "--port", Text(pages), "--tracker-port", Text(api));
        await ReadyAsync(up, api);
        (await _http.GetStringAsync($"http://127.0.0.1:{pages}/")).ShouldContain("<html");
        (await _http.GetStringAsync($"http://127.0.0.1:{api}/api/status")).ShouldContain("runs");
        File.Exists(_home.Sub("data", "tracker.db")).ShouldBeTrue("the default database is below the home");
        await ShouldEndWellAsync(up);
    }

    [ServicesFact]
    public async Task A_dashboard_alone_is_ready_without_its_tracker()
    {
        var port = FreePort.Next();
        await using var dashboard = Start("dashboard", "--port", Text(port), "--tracker", "http://127.0.0.1:1/");
        await ReadyAsync(dashboard, port);
        (await _http.GetAsync($"http://127.0.0.1:{port}/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldEndWellAsync(dashboard);
    }

    public void Dispose()
    {
        _http.Dispose();
        _home.Dispose();
    }

    ChildProcess Start(params string[] arguments) => PlatformProgram.Start(
        _home.Path, arguments, ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!));

    Task ReadyAsync(ChildProcess process, int port) => Eventually.Holds(
        async () => process.HasExited
            ? throw new InvalidOperationException(process.Errors)
            : (await _http.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode,
        "the process is ready");

    static async Task ShouldEndWellAsync(ChildProcess process)
    {
        process.Signal("TERM");
        await process.EndAsync();
        process.ExitCode.ShouldBe(0, process.Errors + process.Output);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
