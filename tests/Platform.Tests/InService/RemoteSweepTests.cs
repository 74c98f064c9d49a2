using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>A sweep as people run it in a lab: a tracker, workers, and a command line that watches.</summary>
public sealed class RemoteSweepTests : IDisposable
{
    const string Sweep = """
        name: four-cells
        base: tiny-shapes
        seeds: [1, 2]
        set:
          iterations: 20
          schedule: { evaluateEvery: 10, previewEvery: 20, checkpointEvery: 10, segmentationFrom: 5, contrastFrom: 5 }
          dataset.shapes: { trainImages: 16, validationImages: 4 }
        axes:
          switches.ptc: [on, off]
        """;

    readonly TempFolder _home = new();

    [ServicesFact]
    public async Task A_worker_drains_the_queue_while_the_command_line_watches_to_the_table()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        // no --broker here: who only watches needs none
        await using var watching = PlatformProgram.Start(_home.Path, ["sweep", "run", File("cells.yaml", Sweep), "--tracker", tracker.Url, "--wait", "--markdown", _home.Sub("table.md")]);
        await using var worker = PlatformProgram.Start(_home.Path, ["work", "--tracker", tracker.Url, "--broker", TestServices.RabbitMq!, "--max-runs", "4", "--checkpoints", _home.Sub("archive")]);

        await worker.EndAsync();
        await watching.EndAsync();

        (worker.ExitCode, watching.ExitCode).ShouldBe((0, 0), worker.Errors + worker.Output + watching.Errors + watching.Output);
        worker.Output.ShouldContain("4 cells taken");
        watching.Output.ShouldContain("four-cells: 4 cells");
        watching.Output.ShouldContain("[4/4] ");
        watching.Output.ShouldContain("completed, ");
        System.IO.File.ReadAllText(_home.Sub("table.md")).ShouldContain("±");
        await Eventually.Holds(async () => (await tracker.Client.SweepAsync("four-cells"))!.Cells.All(c => c.Value is not null), "the tracker has the scores");
        var sweep = (await tracker.Client.SweepAsync("four-cells")).ShouldNotBeNull();
        sweep.Cells.ShouldAllBe(c => c.State == SweepCellState.Completed && c.Attempt == 1 && c.Iteration == 20 && c.Value != null);
        (await tracker.Client.RunsAsync(new())).Total.ShouldBe(4);
        // what lies in the archive need not fill the machine's disk; the journal stays
        Files("runs").Count(f => f.EndsWith("journal.jsonl", StringComparison.Ordinal)).ShouldBe(4);
        Files("runs").ShouldNotContain(f => f.EndsWith(".safetensors", StringComparison.Ordinal));
        Files("archive").Count(f => f.EndsWith(".safetensors", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(4);
    }

    [ServicesFact]
    public async Task Workers_started_along_with_it_end_with_it_and_a_cell_that_fails_is_its_exit_code()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        var file = File("broken.yaml", Sweep.Replace("four-cells", "broken", StringComparison.Ordinal).Replace("switches.ptc: [on, off]", "backbone.weights: [nowhere.safetensors]", StringComparison.Ordinal));

        await using var run = await PlatformProgram.RunAsync(_home.Path, ["sweep", "run", file, "--tracker", tracker.Url, "--broker", TestServices.RabbitMq!, "--workers", "2"]);

        run.ExitCode.ShouldBe(1, run.Errors + run.Output);
        run.Errors.ShouldContain("nowhere.safetensors");
        (await tracker.Client.SweepAsync("broken")).ShouldNotBeNull().Cells.ShouldAllBe(c => c.State == SweepCellState.Failed && c.Failures == 2);
        await Eventually.Holds(async () => (await tracker.Client.TrainersAsync()).All(t => t.State != TrainerState.Training), "no worker is left");
    }

    public void Dispose() => _home.Dispose();

    string[] Files(string folder) => Directory.GetFiles(_home.Sub(folder), "*", SearchOption.AllDirectories);

    string File(string name, string text)
    {
        System.IO.File.WriteAllText(_home.Sub(name), text);
        return _home.Sub(name);
    }
}
