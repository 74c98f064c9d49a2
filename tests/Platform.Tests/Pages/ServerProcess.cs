using System.Globalization;
using Platform.TestKit;

namespace Platform.Tests.Pages;

/// <summary><c>platform up</c>: tracker and dashboard in one process, on the tests' broker and a SQLite file.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly ChildProcess _process;

    ServerProcess(ChildProcess process, string url, string trackerUrl) => (_process, Url, TrackerUrl) = (process, url, trackerUrl);

    /// <summary>The dashboard's address.</summary>
    public string Url { get; }

    /// <summary>The address below which the API is.</summary>
    public string TrackerUrl { get; }

    public static async Task<ServerProcess> StartAsync(string home)
    {
        var (tracker, dashboard) = (FreePort.Next(), FreePort.Next());
        var process = PlatformProgram.Start(home, ["up", "--bus", "rabbitmq", "--database", "sqlite"],
            ("PLATFORM_Bus__Uri", TestServices.RabbitMq!),
            ("PLATFORM_Tracker__ConnectionString", $"Data Source={Path.Combine(home, "tracker.db")}"),
            ("PLATFORM_Tracker__Port", tracker.ToString(CultureInfo.InvariantCulture)),
            ("PLATFORM_Dashboard__Port", dashboard.ToString(CultureInfo.InvariantCulture)));
        var url = $"http://127.0.0.1:{dashboard}";
        using var http = new HttpClient();
        await Eventually.Holds(
            async () => process.HasExited
                ? throw new InvalidOperationException($"platform up ended: {process.Errors}{process.Output}")
                : (await http.GetAsync(url)).IsSuccessStatusCode,
            "the dashboard answers");
        return new(process, url, $"http://127.0.0.1:{tracker}/");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
