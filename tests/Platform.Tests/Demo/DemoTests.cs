using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Platform.TestKit;

namespace Platform.Tests.Demo;

/// <summary>The demo on data and networks so small that it takes seconds.</summary>
public sealed class DemoTests : IDisposable
{
    static readonly string[] s_small = [.. ((string[])
    [
        "iterations=30", "dataset.cropSize=32", "dataset.batchSize=4", "dataset.shapes.size=32", "dataset.shapes.trainImages=40",
        "dataset.shapes.validationImages=6", "backbone.dim=24", "backbone.depth=2", "backbone.heads=2", "schedule.contrastFrom=5",
        "schedule.segmentationFrom=10", "schedule.evaluateEvery=15", "schedule.previewEvery=15", "schedule.checkpointEvery=15",
    ]).SelectMany(setting => (string[])["--set", setting])];

    readonly TempFolder _home = new();

    [Fact]
    public async Task It_ends_with_a_line_of_counts_that_agree()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var demo = await PlatformProgram.RunAsync(_home.Path, ["demo", "--exit", "--port", Text(port), .. s_small]);

        demo.ExitCode.ShouldBe(0, demo.Errors + demo.Output);
        demo.Errors.ShouldBeEmpty();
        demo.Output.ShouldNotContain($"127.0.0.1:{port}", Case.Sensitive, "the port is taken");
        demo.Output.ShouldContain("background everywhere");
        var counts = Regex.Match(demo.Output.TrimEnd().Split('\n')[^1], @"^demo: runs 2 completed 2 entries (\d+) stored (\d+) gaps 0 conflicts 0$");
        counts.Success.ShouldBeTrue(demo.Output);
        counts.Groups[1].Value.ShouldBe(Text(Journaled()));
        counts.Groups[2].Value.ShouldBe(counts.Groups[1].Value);
    }

    [Fact]
    public async Task What_a_killed_demo_had_journaled_is_in_the_next_one()
    {
        await using var killed = PlatformProgram.Start(_home.Path, ["demo", "--exit", "--port", Text(FreePort.Next()), .. s_small, "--set", "iterations=100000"]);
        await Eventually.Holds(() => killed.HasExited ? throw new InvalidOperationException(killed.Errors) : Journaled() > 8, "it trains");
        await killed.KillAsync();

        await using var demo = await PlatformProgram.RunAsync(_home.Path, ["demo", "--exit", "--port", Text(FreePort.Next()), .. s_small]);
        demo.ExitCode.ShouldBe(0, demo.Errors + demo.Output);
        await using var replay = await PlatformProgram.RunAsync(_home.Path, ["replay", "--connection", $"Data Source={_home.Sub("data", "demo", "tracker.db")}"]);
        replay.Output.Trim().ShouldBe($"replayed {Journaled()} entries of 3 runs", replay.Errors);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_ends_at_once_and_says_so()
    {
        await using var demo = PlatformProgram.Start(_home.Path, ["demo", "--port", Text(FreePort.Next()), .. s_small, "--set", "iterations=100000"]);
        await Eventually.Holds(() => demo.HasExited ? throw new InvalidOperationException(demo.Errors) : Journaled() > 4, "it trains");
        demo.Signal("TERM");     // whoever runs tests in the background may have SIGINT ignored
        await demo.EndAsync();
        demo.ExitCode.ShouldBe(143, demo.Errors + demo.Output);
        demo.Output.TrimEnd().Split('\n')[^1].ShouldBe($"demo: runs 1 completed 0 entries {Journaled()} stored {Journaled()} gaps 0 conflicts 0");
    }

    public void Dispose() => _home.Dispose();

    // whole lines: a killed writer may leave a part of one
    int Journaled() => Directory.Exists(_home.Sub("data", "demo", "runs"))
        ? Directory.EnumerateFiles(_home.Sub("data", "demo", "runs"), "journal.jsonl", SearchOption.AllDirectories).Sum(f => File.ReadAllText(f).Count(c => c == '\n'))
        : 0;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
