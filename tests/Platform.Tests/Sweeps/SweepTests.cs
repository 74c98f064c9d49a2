using System.Globalization;
using System.Net;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Tests.Sweeps;

/// <summary>Sweeps of the tiny configuration, by the built program.</summary>
public sealed class SweepTests : IDisposable
{
    const string Ladder = """
        name: four
        base: tiny-shapes
        seeds: [1, 2]
        set:
          iterations: 8
          schedule: { evaluateEvery: 4, previewEvery: 8, checkpointEvery: 4 }
          dataset.shapes: { trainImages: 16, validationImages: 4 }
        ladder:
          - { name: baseline, set: { switches.ptc: off } }
          - { name: +ptc, set: { switches.ptc: on } }
        """;

    readonly TempFolder _home = new();

    [Fact]
    public async Task All_cells_run_once_and_the_ladder_is_shown()
    {
        await using var first = await SweepAsync(Ladder, "--workers", "2", "--markdown", "table.md");
        first.ExitCode.ShouldBe(0, first.Errors + first.Output);
        first.Errors.ShouldBeEmpty();
        first.Output.ShouldContain("[4/4]");
        first.Output.ShouldContain("same", customMessage: "patches are contrasted from a later iteration on");
        File.ReadAllLines(_home.Sub("table.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|').Length)
            .ShouldBe([8, 8, 8, 8], "head, line, two steps: name, switch, CAM, Seg, two differences");
        var started = Journals().Select(j => Events(j).OfType<RunStarted>().ShouldHaveSingleItem()).ToArray();
        started.Select(s => s.RunName).Order().ShouldBe(["tiny-shapes +ptc s1", "tiny-shapes +ptc s2", "tiny-shapes baseline s1", "tiny-shapes baseline s2"]);
        started.ShouldAllBe(s => s.SweepId == "four");
        started.Select(s => s.CellId).Distinct().Count().ShouldBe(4);

        var lengths = Journals().Select(j => new FileInfo(j).Length).ToArray();
        var port = Port();
        await using var second = Start(Ladder, "run", ["--workers", "2", "--port", port]);
        await Eventually.Holds(() => second.HasExited ? throw new InvalidOperationException(second.Errors) : second.Output.Contains("the dashboard stays"), "it serves");
        await IsShownAsync($"http://127.0.0.1:{port}/");
        second.Signal("TERM");
        await second.EndAsync();
        second.ExitCode.ShouldBe(0, second.Errors + second.Output);
        second.Output.ShouldContain("4 cells, 4 completed before");
        second.Output.ShouldNotContain(": started");
        second.Output.ShouldContain("baseline");
        Journals().Select(j => new FileInfo(j).Length).ShouldBe(lengths);

        await using var replay = await PlatformProgram.RunAsync(_home.Path, ["replay", "--connection", $"Data Source={_home.Sub("data", "sweeps", "four", "tracker.db")}"]);
        replay.Output.Trim().ShouldBe($"replayed {Journals().Sum(j => File.ReadLines(j).Count())} entries of 4 runs", replay.Errors);

        await using var table = await RunAsync(Ladder, "table", []);
        table.Output.ShouldContain(second.Output[second.Output.IndexOf('┌', StringComparison.Ordinal)..second.Output.IndexOf("the dashboard stays", StringComparison.Ordinal)].Trim());
    }

    [Fact]
    public async Task A_cell_whose_run_was_deleted_is_trained_anew()
    {
        var yaml = Ladder.Replace("seeds: [1, 2]", "seeds: [1]", StringComparison.Ordinal);
        await using var first = await SweepAsync(yaml);
        first.ExitCode.ShouldBe(0, first.Errors + first.Output);
        var deleted = Path.GetDirectoryName(Journals()[0])!;
        await OwnTracker.DeleteAsync(_home.Sub("data", "sweeps", "four", "tracker.db"), Guid.Parse(Path.GetFileName(deleted)));

        await using var second = await SweepAsync(yaml);
        second.ExitCode.ShouldBe(0, second.Errors + second.Output);
        second.Errors.ShouldBeEmpty();
        second.Output.ShouldContain($"its run was deleted, it is trained anew; {deleted} keeps what that run wrote");
        second.Output.ShouldContain("2 cells, 1 completed before");
        second.Output.Split(": started").Length.ShouldBe(2, "started once");
        Journals().Length.ShouldBe(3);
        await using var third = await SweepAsync(yaml);
        third.Output.ShouldContain("2 cells, 2 completed before");
    }

    [Fact]
    public async Task A_cell_that_fails_is_tried_again_and_does_not_stop_the_rest()
    {
        await using var sweep = await SweepAsync(Ladder.Replace("seeds: [1, 2]", "seeds: [1]", StringComparison.Ordinal) + """

              - { name: +too-fast, set: { optimizer.learningRate: 1e+30, optimizer.warmupIterations: 0 } }
              - { name: +slow, set: { optimizer.learningRate: 2e-3, optimizer.warmupIterations: 5 } }
            """, "--workers", "1");
        sweep.ExitCode.ShouldBe(1, sweep.Errors + sweep.Output);
        sweep.Errors.ShouldContain("platform: tiny-shapes +too-fast s1 failed: ");
        sweep.Errors.ShouldContain("loss term");
        sweep.Output.Split("tiny-shapes +too-fast s1: started").Length.ShouldBe(3, "started twice");
        sweep.Output.ShouldContain("+slow s1: completed");
        sweep.Output.ShouldContain("Left out, as not completed: 1 of 4 cells.");
    }

    [Fact]
    public async Task A_cell_is_tried_as_often_as_the_file_says()
    {
        await using var sweep = await SweepAsync(Ladder.Replace("seeds: [1, 2]", "seeds: [1]\nretries: 0", StringComparison.Ordinal)
            .Replace("switches.ptc: on", "switches.ptc: on, optimizer.learningRate: 1e+30, optimizer.warmupIterations: 0", StringComparison.Ordinal));
        sweep.ExitCode.ShouldBe(1, sweep.Errors + sweep.Output);
        sweep.Output.Split("tiny-shapes +ptc s1: started").Length.ShouldBe(2, "started once");
    }

    [Fact]
    public async Task A_cell_whose_data_cannot_be_opened_fails_with_the_reason()
    {
        await using var sweep = await SweepAsync(Ladder.Replace("seeds: [1, 2]", "seeds: [1]", StringComparison.Ordinal) + """

              - { name: +elsewhere, set: { dataset.kind: voc, dataset.folder: nothing-here } }
            """);
        sweep.ExitCode.ShouldBe(1, sweep.Errors + sweep.Output);
        sweep.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain("nothing-here");
        sweep.Output.ShouldContain("+ptc s1: completed");
    }

    [Fact]
    public async Task Interrupted_and_killed_it_goes_on_from_where_it_was_each_time()
    {
        // where the cells are done before they are interrupted, as this process had to wait for its turn, longer ones are
        var iterations = 150;
        while (!await IsInterruptedTwiceAsync(LongLadder(iterations)))
        {
            TempFolder.Delete(_home.Sub("data", "sweeps"));
            iterations *= 10;
        }

        await using var again = await SweepAsync(LongLadder(iterations), "--workers", "2");
        again.ExitCode.ShouldBe(0, again.Errors + again.Output);
        foreach (var journal in Journals())
        {
            var events = Events(journal);
            events.OfType<RunStarted>().Count().ShouldBe(1);
            events.OfType<RunStopped>().Count().ShouldBe(2);
            events.OfType<RunResumed>().Select(e => e.FromIteration).ShouldBe(events.OfType<RunStopped>().Select(e => e.FinalIteration));
            events[^1].ShouldBeOfType<RunCompleted>().FinalIteration.ShouldBe(iterations);
        }
        Journals().Length.ShouldBe(2, "no cell has a second run");
    }

    static string LongLadder(int iterations) => Ladder.Replace("iterations: 8", $"iterations: {iterations}", StringComparison.Ordinal)
        .Replace("evaluateEvery: 4", $"evaluateEvery: {iterations}", StringComparison.Ordinal)
        .Replace("checkpointEvery: 4", $"checkpointEvery: {iterations}", StringComparison.Ordinal)
        .Replace("seeds: [1, 2]", "seeds: [1]", StringComparison.Ordinal);

    /// <summary>Whether both cells were in the middle each time.</summary>
    async Task<bool> IsInterruptedTwiceAsync(string ladder)
    {
        foreach (var (signal, time) in new[] { ("TERM", 1), ("KILL", 2) })
        {
            await using var sweep = Start(ladder, "run", ["--wait", "--workers", "2", "--port", Port()]);
            await Eventually.Holds(() => sweep.HasExited || (Journals().Length == 2 && Journals().All(j => IsAtWork(Events(j), time))), "both train");
            if (sweep.HasExited)
                sweep.ExitCode.ShouldBe(0, sweep.Errors + sweep.Output);
            else
                sweep.Signal(signal);
            await sweep.EndAsync();
            await Eventually.Holds(() => Journals().All(j => Events(j)[^1] is RunStopped or RunCompleted), "both have saved and stopped");
            if (Journals().Any(j => Events(j)[^1] is RunCompleted))
                return false;
            if (signal == "KILL")
                continue;
            sweep.ExitCode.ShouldBe(143, sweep.Errors + sweep.Output);
            sweep.Output.ShouldContain("interrupted: cells at work have saved a checkpoint");
        }
        return true;
    }

    // the first time it has begun, the second it was resumed
    static bool IsAtWork(IRunEvent[] events, int time) =>
        events.OfType<RunResumed>().Count() == time - 1 && events.Reverse().TakeWhile(e => e is not (RunResumed or RunStarted)).OfType<MetricsLogged>().Any();

    [Fact]
    public async Task Two_processes_cannot_run_the_same_sweep()
    {
        var endless = Ladder.Replace("iterations: 8", "iterations: 100000", StringComparison.Ordinal);
        await using var first = Start(endless, "run", ["--wait", "--port", Port()]);
        await Eventually.Holds(() => first.HasExited ? throw new InvalidOperationException(first.Errors) : Journals().Length > 0, "it runs");
        await using var second = await SweepAsync(endless);
        second.ExitCode.ShouldBe(1);
        second.Errors.ShouldContain("another process is running this sweep");
        first.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Validate_tells_every_fault_or_every_cell()
    {
        await using var faults = await RunAsync("name: s\nbase: tiny-shapes\nset:\n  iterations: x\n  dataset.flp: on", "validate", []);
        faults.ExitCode.ShouldBe(1);
        faults.Output.ShouldBeEmpty();
        faults.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ")[1]).ShouldBe(["four.yaml:4:3", "four.yaml:5:3"]);

        await using var cells = await RunAsync(Ladder, "validate", ["--seeds", "3"]);
        cells.ExitCode.ShouldBe(0, cells.Errors);
        var lines = cells.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[^2].Trim().ShouldBe("6 cells: 2 configurations, seeds 1, 2, 3");
        lines[^1].ShouldStartWith("time: --tracker URL tells");
        lines[0].ShouldEndWith("seed 1  tiny-shapes baseline s1");
    }

    public void Dispose() => _home.Dispose();

    Task<ChildProcess> SweepAsync(string yaml, params string[] options) => RunAsync(yaml, "run", ["--wait", "--port", Port(), .. options]);

    async Task<ChildProcess> RunAsync(string yaml, string verb, string[] options)
    {
        var program = Start(yaml, verb, options);
        await program.EndAsync();
        return program;
    }

    ChildProcess Start(string yaml, string verb, string[] options)
    {
        File.WriteAllText(_home.Sub("four.yaml"), yaml);
        return PlatformProgram.Start(_home.Path, ["sweep", verb, "four.yaml", .. options]);
    }

    // the tracker was told of the sweep, not of its cells one by one
    static async Task IsShownAsync(string url)
    {
        using var http = new HttpClient { BaseAddress = new(url) };
        var tracker = new TrackerClient(http);
        await Eventually.Holds(async () => (await tracker.SweepAsync("four")) is { Summary.State: SweepState.Ended } ended && ended.Cells.All(c => c.Value is not null), "it has ended");
        var sweep = (await tracker.SweepAsync("four"))!;
        sweep.Cells.ShouldAllBe(c => c.State == SweepCellState.Completed && c.Value != null && c.Iteration == 8);
        sweep.Cells.Select(c => (c.Label, c.Seed)).ShouldBe([("baseline", 1), ("+ptc", 1), ("baseline", 2), ("+ptc", 2)]);
        (sweep.Summary.TrainedBy, sweep.Summary.Best).ShouldBe((Environment.MachineName, sweep.Cells.Max(c => c.Value)));
        // at first, or while the tracker is slow to answer, a page says so and asks again
        await Eventually.Holds(async () =>
        {
            var page = WebUtility.HtmlDecode(await http.GetStringAsync(new Uri("sweeps/four", UriKind.Relative)));
            return sweep.Cells.All(c => page.Contains($"/runs/{c.RunId}")) && page.Contains($"on {Environment.MachineName}.");
        }, "the page links its runs and says where they were trained");
    }

    string[] Journals() => Directory.Exists(_home.Sub("data", "sweeps", "four", "runs"))
        ? [.. Directory.EnumerateFiles(_home.Sub("data", "sweeps", "four", "runs"), "journal.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    static IRunEvent[] Events(string journal) => [.. JournalReader.Read(journal).Select(r => JournalEntry.Read(r.Bytes).Event)];

    static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
