namespace Platform.Tracker.Tests.Journal;

public sealed class SeveralTrackersTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Two_trackers_at_once_give_the_rows_that_one_gives(string database)
    {
        SomeJournal[] journals = [SomeJournal.Whole(), SomeJournal.Interrupted(), SomeJournal.Whole(12, "short")];
        await using var alone = await TestTracker.StartAsync(database);
        await alone.StoreAsync(journals.SelectMany(j => j.Lines));

        await using var shared = await TestDatabase.CreateAsync(database);
        await using var first = await TestTracker.StartAsync(shared);
        await using var second = await TestTracker.StartAsync(shared);
        await Task.WhenAll(StoreAllAsync(first, journals, seed: 1), StoreAllAsync(second, journals, seed: 2));

        (await Projections.OfAsync(first)).ShouldBe(await Projections.OfAsync(alone));
        (await first.Journal.StatusAsync(default)).ShouldBe(new(3, journals.Sum(j => j.Lines.Count), 0, 0));
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Trackers_that_start_at_once_migrate_once(string database)
    {
        await using var shared = await TestDatabase.CreateAsync(database);

        var trackers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestTracker.StartAsync(shared))));

        (await trackers[0].Journal.StatusAsync(default)).ShouldBe(new(0, 0, 0, 0));
        foreach (var tracker in trackers)
            await tracker.DisposeAsync();
    }

    // Each line once or twice, in any order, in small batches: what two consumers of one queue may see at worst.
    static async Task StoreAllAsync(TestTracker tracker, SomeJournal[] journals, int seed)
    {
        var random = new Random(seed);
        var lines = journals.SelectMany(j => j.Lines).ToArray();
        byte[][] stream = [.. lines, .. lines.Where(_ => random.Next(3) == 0)];
        random.Shuffle(stream);
        foreach (var batch in stream.Chunk(9))
            await Task.Run(() => tracker.StoreAsync(batch));
    }
}
