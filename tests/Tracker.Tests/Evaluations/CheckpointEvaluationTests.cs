using Platform.Contracts.Api;

namespace Platform.Tracker.Tests.Evaluations;

public sealed class CheckpointEvaluationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task One_made_after_the_end_is_kept_and_neither_reopens_the_run_nor_is_its_best_nor_a_point_of_its_curve(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Evaluation(500, 40).Evaluation(1000, 50).Completed(1000);
        await tracker.StoreAsync(journal.Lines);
        var before = (await tracker.Runs.DetailAsync(journal.RunId, CancellationToken.None))!.Summary;

        journal.Evaluation(500, 90, ofCheckpoint: true);
        await tracker.StoreAsync(journal.Lines);

        var after = (await tracker.Runs.DetailAsync(journal.RunId, CancellationToken.None))!.Summary;
        (after.Status, after.EndedAt, after.Iteration).ShouldBe((RunStatus.Completed, before.EndedAt, 1000));
        (after.BestMeanIou, after.BestIteration).ShouldBe((before.BestMeanIou, 1000));
        (await tracker.Evaluations.OfAsync(journal.RunId, CancellationToken.None))!.Select(e => (e.Iteration, e.Protocol.OfCheckpoint))
            .ShouldBe([(500, null), (1000, null), (500, true)]);
        (await tracker.Metrics.SeriesAsync(journal.RunId, ["miou/val/seg"], null, null, null, CancellationToken.None))![0].Iterations.ShouldBe([500, 1000]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_resume_counts_the_best_again_without_it(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Evaluation(500, 40).Evaluation(500, 90, ofCheckpoint: true).Resumed(500).Evaluation(1000, 50);
        await tracker.StoreAsync(journal.Lines);
        var summary = (await tracker.Runs.DetailAsync(journal.RunId, CancellationToken.None))!.Summary;
        summary.BestIteration.ShouldBe(1000);
    }
}
