using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.Pages;

/// <summary>
/// Real sweeps of minutes on two cores, trained by a real worker: a ladder of three steps with two seeds, one step on a smaller
/// backbone, and claims about what came of them.
/// </summary>
sealed class DemoSweeps(TrackerClient tracker)
{
    const string Settings =
        """
        set:
          iterations: 240
          schedule: { contrastFrom: 60, segmentationFrom: 110, evaluateEvery: 40, previewEvery: 80, checkpointEvery: 120 }
        """;

    const string Ladder =
        $$"""
        name: shapes-ladder
        description: What patch contrast adds on Shapes, and its boxes in patches
        base: shapes-baseline
        seeds: [1, 2]
        {{Settings}}
        ladder:
          - name: classifier and segmentation
            set: { switches: { ptc: off, scaled-box: off } }
          - name: +ptc
            set: { switches.ptc: on }
          - name: +scaled-box
            set: { switches.scaled-box: on }
        """;

    const string Shallow =
        $$"""
        name: shapes-shallow
        description: The whole method on half as many blocks
        base: shapes-baseline
        seeds: [1, 2]
        {{Settings}}
        axes:
          backbone.depth: [2]
          backbone.name: [vit-shapes-2]
        """;

    public Guid Best { get; private set; }

    /// <summary>Begins them; returns once the first cell has been evaluated.</summary>
    public async Task BeginAsync()
    {
        await tracker.CreateSweepAsync(new(Shallow));
        await tracker.CreateSweepAsync(new(Ladder)); // the newest ladder is the one that Ablations opens
        await Eventually.Holds(async () => (await tracker.RunsAsync(new())).Runs.Any(r => r.BestMeanIou > 0), "a run is evaluated", TimeSpan.FromMinutes(10));
    }

    /// <summary>Returns when all have been trained and the claims about them are kept.</summary>
    public async Task EndAsync()
    {
        await Eventually.Holds(async () => (await tracker.SweepsAsync()).All(s => s.State == SweepState.Ended), "the sweeps are complete", TimeSpan.FromMinutes(20));
        var runs = (await tracker.RunsAsync(new() { Sort = "-best" })).Runs;
        Best = runs[0].Id;
        var (best, worst) = (runs[0], runs[^1]);
        var kept = await tracker.PublishClaimsAsync("shapes-report", FormattableString.Invariant(
            $$"""
            claims:
              - id: best-run
                source: the demo's report, table 1
                text: The best run reaches {{best.BestMeanIou:0.0}} mIoU
                run: "{{best.Name}}"
                number: { value: {{best.BestMeanIou:0.0}}, metric: mIoU, output: seg, dataset: shapes, split: val, select: best }
              - id: last-row
                source: the demo's report, table 1
                text: The weakest step still reaches {{worst.BestMeanIou + 6:0.0}} mIoU
                run: "{{worst.Name}}"
                number: { value: {{worst.BestMeanIou + 6:0.0}}, metric: mIoU, output: seg, dataset: shapes, split: val, select: best }
              - id: iterations
                source: the demo's report, section 2
                text: Every run is trained for 240 iterations
                run: "{{best.Name}}"
                parameter: { name: iterations, value: 240 }
              - id: elsewhere
                source: the demo's report, section 5
                text: 71.2 mIoU on PASCAL VOC
                run: dupl-voc
                number: { value: 71.2, dataset: VOC 2012, split: val }
            """));
        kept.Faults.ShouldBeEmpty();
    }

    /// <summary>Runs to look at side by side: those of the ladder's ends.</summary>
    public async Task<IReadOnlyList<Guid>> ComparedAsync()
    {
        var sweep = (await tracker.SweepAsync("shapes-ladder"))!;
        var rows = sweep.Cells.GroupBy(c => c.Label).ToArray();
        return [.. rows[0].Concat(rows[^1]).Select(c => c.RunId)];
    }
}
