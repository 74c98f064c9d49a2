using System.Globalization;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>A trainer as a process of its own, publishing to the tests' broker.</summary>
sealed class TrainerProcess(string home, ChildProcess process, Guid run) : IAsyncDisposable
{
    // the entries are what is tested, not the evaluations
    static readonly string[] s_seldom =
        ["--set", "schedule.evaluateEvery=50", "--set", "schedule.previewEvery=50", "--set", "schedule.checkpointEvery=50"];

    public Guid Run => run;

    public ChildProcess Process => process;

    public string Folder => Path.Combine(home, "runs", run.ToString());

    public string Journal => Path.Combine(Folder, "journal.jsonl");

    /// <summary>Iterations that no test waits for: such a run is stopped, however fast the machine.</summary>
    public const int Endless = 1_000_000;

    public static TrainerProcess Start(string home, int iterations, int drainSeconds = 200, params string[] more)
    {
        var run = Guid.CreateVersion7();
        return new(home, Launch(home, run, iterations, drainSeconds, more), run);
    }

    /// <summary>Another process for the same run.</summary>
    public TrainerProcess Resume(int iterations) => new(home, Launch(home, run, iterations, 200, ["--resume"]), run);

    public string[] Lines() => File.Exists(Journal) ? File.ReadAllText(Journal).Split('\n')[..^1] : [];

    /// <summary>Ends when the journal holds this many entries.</summary>
    public Task Journaled(int entries) => Eventually.Holds(
        () => process.HasExited && Lines().Length < entries
            ? throw new InvalidOperationException($"the trainer ended: {process.Errors}{process.Output}")
            : Lines().Length >= entries,
        $"the journal holds {entries} entries");

    /// <summary>SIGTERM, after which it saves, journals its end, hands over what it can and ends.</summary>
    public async Task StopAsync() => (await TryStopAsync()).ShouldBeTrue("the run was over before it was stopped");

    /// <summary>False when the run was over before: it is, where this process has to wait for its turn for so long.</summary>
    public async Task<bool> TryStopAsync()
    {
        process.Signal("TERM");
        await process.EndAsync();
        process.ExitCode.ShouldBeOneOf(0, 143);
        return process.ExitCode == 143;
    }

    /// <summary>Waits for the trainer's end and checks that it was a good one.</summary>
    public async Task Completed()
    {
        await process.EndAsync();
        process.ExitCode.ShouldBe(0, process.Errors + process.Output);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    static ChildProcess Launch(string home, Guid run, int iterations, int drainSeconds, string[] more) => PlatformProgram.Start(
        home, ["train", "tiny-shapes", "--set", $"iterations={iterations}", .. s_seldom, "--run", run.ToString(), .. more],
        ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!),
        ("PLATFORM_Trainer__DrainSeconds", drainSeconds.ToString(CultureInfo.InvariantCulture)));
}
