using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Journal;

public sealed class ReplayTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_gives_the_same_rows(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var tracker = await TestTracker.StartAsync(own);
        SomeJournal[] journals = [SomeJournal.Whole(), SomeJournal.Interrupted(), new SomeJournal().Started("waiting").Metrics(1).Metrics(51)];
        // In portions that have nothing to do with how the replay reads them, the last journal with a gap.
        foreach (var portion in journals.SelectMany(j => j.Lines).Where(l => l != journals[2].Lines[1]).Chunk(7))
            await tracker.StoreAsync(portion);
        var before = await Projections.OfAsync(tracker);

        var report = await ReplayJournal.RunAsync(own.Configuration);

        report.ShouldBe(new(3, journals[0].Lines.Count + journals[1].Lines.Count + 1));
        (await Projections.OfAsync(tracker)).ShouldBe(before);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_repairs_projections_that_were_tampered_with(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        await tracker.StoreAsync(SomeJournal.Interrupted().Lines);
        var before = await Projections.OfAsync(tracker);
        await using (var db = tracker.OpenDb())
        {
            foreach (var run in db.Runs)
                (run.Name, run.BestMeanIou) = ("better", 99);
            db.RemoveRange(db.MetricChunks.Where(c => c.Chunk == 0));
            await db.SaveChangesAsync();
        }

        await tracker.ReplayAsync();

        (await Projections.OfAsync(tracker)).ShouldBe(before);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_replay_and_a_tracker_do_not_hinder_each_other(string database)
    {
        var journal = SomeJournal.Interrupted();
        await using var alone = await TestTracker.StartAsync(database);
        await alone.StoreAsync(journal.Lines);
        await using var own = await TestDatabase.CreateAsync(database);
        await using var storing = await TestTracker.StartAsync(own);
        await using var replaying = await TestTracker.StartAsync(own);

        var stored = Task.Run(async () =>
        {
            foreach (var batch in journal.Lines.Chunk(4))
                await storing.StoreAsync(batch);
        });
        // not without end: who waits for SQLite's lock looks for it now and then, and a replay after the other would hold it whenever it does
        for (var replay = 0; replay < 50 && !stored.IsCompleted; replay++)
            await Task.Run(replaying.ReplayAsync);
        await stored;

        (await Projections.OfAsync(storing)).ShouldBe(await Projections.OfAsync(alone));
    }
}
