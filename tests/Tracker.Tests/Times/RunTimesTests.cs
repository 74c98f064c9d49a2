namespace Platform.Tracker.Tests.Times;

public sealed class RunTimesTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Times_come_from_the_entries_and_grow_with_the_iterations(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = new SomeJournal().Started().Metrics(1).Metrics(51).Completed(100);     // an entry a second
        await host.Get<Tracker.Journal.JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);

        var times = await host.Client.RunTimesAsync(journal.RunId);
        times!.StartedAt.ShouldBe(SomeJournal.Begin, TimeSpan.FromMilliseconds(1));
        times.Iterations.ShouldBe([0, 50, 100]);
        times.Seconds.ShouldBe([0, 1, 2], 1e-6);
        (await host.Client.RunTimesAsync(Guid.CreateVersion7())).ShouldBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_a_resume_superseded_has_no_time_and_the_axis_never_turns_back()
    {
        await using var host = await TestHost.StartAsync();
        var journal = SomeJournal.Interrupted();
        await host.Get<Tracker.Journal.JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);

        var times = await host.Client.RunTimesAsync(journal.RunId);
        times!.Iterations.ShouldBe(times.Iterations.Distinct().Order());
        times.Seconds.ShouldBe(times.Seconds.Order());
        times.Iterations.ShouldContain(500);
        var at550 = times.Seconds[times.Iterations.ToList().IndexOf(550)];
        at550.ShouldBeGreaterThan(60, "iteration 550 counts where the second attempt was there, after all of the first");
    }

    [Fact]
    public async Task A_long_run_keeps_few_of_them()
    {
        await using var tracker = await TestTracker.StartAsync("sqlite");
        var journal = new SomeJournal().Started(total: 4000);
        for (var i = 1; i <= 4000; i++)
            journal.Metric("loss", i, 1);
        await tracker.StoreAsync(journal.Lines);
        await using var db = tracker.OpenDb();
        db.RunTimes.Count().ShouldBeInRange(256, 1200);     // of 4,001 entries, a second apart
    }
}
