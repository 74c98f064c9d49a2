
namespace Platform.Tracker.Tests.Storage;

/// <summary>The script that splits a database for scale leaves a tracker that works as before.</summary>
public sealed class PartitioningTests
{
    [ServicesFact(Timeout = Patience.OfTest)]
    public async Task A_partitioned_database_keeps_what_it_held_and_takes_more()
    {
        await using var database = await TestDatabase.CreateAsync("postgres");
        var (before, after) = (SomeJournal.Whole(10), SomeJournal.Whole(10));
        await using var tracker = await TestTracker.StartAsync(database);
        await tracker.StoreAsync(before.Lines);
        var script = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "partition.sql"));

        await database.ExecuteAsync(script);
        await tracker.StoreAsync(after.Lines);

        await ShouldHoldAsync(tracker, before, after);
        await tracker.ReplayAsync();
        await ShouldHoldAsync(tracker, before, after);
        await Should.NotThrowAsync(() => database.ExecuteAsync("SELECT count(*) FROM metric_points"));
    }

    static async Task ShouldHoldAsync(TestTracker tracker, params SomeJournal[] journals)
    {
        foreach (var journal in journals)
        {
            (await tracker.Journal.LinesAsync(journal.RunId, 0, 10_000, default)).ShouldBe(journal.Lines);
            var series = (await tracker.Metrics.SeriesAsync(journal.RunId, ["loss/0"], null, null, null, default)).ShouldNotBeNull();
            series.ShouldHaveSingleItem().Total.ShouldBe(500);
        }
    }
}
