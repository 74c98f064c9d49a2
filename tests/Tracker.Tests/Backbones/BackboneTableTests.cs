using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Tracker.Journal;
using Platform.Tracker.Tests.Ablations;

namespace Platform.Tracker.Tests.Backbones;

public sealed class BackboneTableTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Cells_of_the_schedule_most_cells_have_are_matched_and_others_say_what_differs(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        await StoreAsync(host,
            Run("dupl", "vit-b", 1).Evaluated("seg", 70).Completed(700), Run("dupl", "vit-b", 2).Evaluated("seg", 72).Completed(700),
            Run("dupl", "resnet-50", 1).Evaluated("seg", 60).Completed(700),
            Run("toco", "vit-b", 1).Evaluated("seg", 68).Completed(700),
            Run("toco", "resnet-50", 1, iterations: 80_000, batch: 8, crop: 320).Evaluated("seg", 61, crf: true).Completed(80_000));
        var table = await host.Client.BackbonesAsync(new());

        table.Backbones.ShouldBe(["resnet-50", "vit-b"]);
        table.Rows.Select(r => (r.Method, r.Variant)).ShouldBe([("dupl", null), ("toco", null)]);
        var reference = table.Schedules[0];
        (reference.Iterations, reference.EffectiveBatch, reference.Crop, reference.Cells, reference.Runs).ShouldBe((700, 16, 64, 3, 4));
        table.Rows[0].Cells[1]!.Score.ToString().ShouldBe("71.0 ± 1.4 (2)");
        table.Rows[0].Cells.ShouldAllBe(c => c!.Mismatch.Count == 0);
        table.Rows[1].Cells[0]!.Mismatch.ShouldBe(
        [
            "iterations 80,000, not 700", "effective batch 8, not 16", "crop 320, not 64",
            "evaluation scales 1, no flip, CRF, ignores 255, 2 classes, not scales 1, no flip, ignores 255, 2 classes",
        ]);

        var other = await host.Client.BackbonesAsync(new() { Schedule = table.Schedules[1].Id });
        other.Rows[1].Cells[0]!.Mismatch.ShouldBeEmpty();
        other.Rows[0].Cells[1]!.Mismatch.Count.ShouldBe(4);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Costs_are_those_of_the_journal(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var run = Run("dupl", "vit-b", 1).Metric("rate/iterations", 1, 4, 6, 5, 9).Metric("rate/iterations", 5, 6)
            .Add(new SystemSampled { Iteration = 3, CpuPercent = 100, MemoryBytes = 3L << 30, GpuMemoryBytes = 5L << 30 })
            .Add(new SystemSampled { Iteration = 5, CpuPercent = 100, MemoryBytes = 2L << 30, GpuMemoryBytes = 6L << 30 })
            .Evaluated("seg", 70).Completed(700);
        await StoreAsync(host, run);
        var cost = (await host.Client.BackbonesAsync(new())).Rows.Single().Cells.Single()!.Cost;

        cost.IterationsPerSecond.Mean.ShouldBe(6);
        (cost.MemoryBytes, cost.GpuMemoryBytes).ShouldBe((3L << 30, 6L << 30));
        cost.Seconds.Mean.ShouldBe(run.Lines.Count - 1);        // an entry a second
        (string.Join(' ', cost.Devices), cost.Interrupted).ShouldBe(("cpu", 0));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_cell_holds_seeds_of_one_setting_and_a_row_one_combination_of_switches()
    {
        await using var host = await TestHost.StartAsync();
        await StoreAsync(host,
            Run("dupl", "vit-b", 1).Evaluated("seg", 70).Completed(700), Run("dupl", "vit-b", 2).Evaluated("seg", 72).Completed(700),
            SomeLadder.Run(SomeLadder.Switches, 3, 0.1, "dupl", "vit-b").Evaluated("seg", 20).Completed(700),
            SomeLadder.Run([], 1, method: "dupl", backbone: "vit-b").Evaluated("seg", 60).Completed(700),
            SomeLadder.Run(SomeLadder.Switches, 1, 0.005, "dupl", "resnet-50").Evaluated("seg", 50).Completed(700));
        var table = await host.Client.BackbonesAsync(new());

        table.Rows.Single().Cells.Select(c => c!.Score.ToString()).ShouldBe(["50.0 (1)", "71.0 ± 1.4 (2)"]);
        table.Rows.Single().Differing.ShouldBe(["optimizer.learningRate"]);
        table.Excluded.Select(e => e.Reason).ShouldBe(
            ["dupl without dual-student, loss-dis, dta, anf, loss-reg: rows of all switches only", "dupl on vit-b: optimizer.learningRate is 0.1, not 0.002"], ignoreOrder: true);

        (await host.Client.BackbonesAsync(new() { Variants = true })).Rows.Select(r => r.Variant).ShouldBe([null, "without dual-student, loss-dis, dta, anf, loss-reg"]);
    }

    static SomeJournal Run(string method, string backbone, int seed, int iterations = 700, int batch = 16, int crop = 64) =>
        SomeLadder.Run(SomeLadder.Switches, seed, 0.002, method, backbone, iterations: iterations, batch: batch, crop: crop);

    static async Task StoreAsync(TestHost host, params SomeJournal[] runs)
    {
        foreach (var run in runs)
            await host.Get<JournalStore>().StoreAsync(run.Lines, CancellationToken.None);
    }
}
