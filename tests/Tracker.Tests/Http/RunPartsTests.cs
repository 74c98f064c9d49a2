using Platform.Contracts.Api;

namespace Platform.Tracker.Tests.Http;

public sealed class RunPartsTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_page_asks_for_what_is_new_alone(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Whole(20);
        await host.Get<Tracker.Journal.JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);
        var run = journal.RunId;

        var detail = await host.Client.RunWithoutMetricsAsync(run);
        (detail!.Metrics.Count, detail.MetricCount).ShouldBe((0, 15));
        (await host.Client.RunAsync(run))!.Metrics.Count.ShouldBe(15);
        (await host.Client.MetricsAsync(run)).Count.ShouldBe(15);
        (await host.Client.MetricsAsync(run, ["miou/val/seg", "loss/3", "none"])).Select(m => m.Name).ShouldBe(["loss/3", "miou/val/seg"]);

        var evaluations = await host.Client.EvaluationsAsync(run);
        (await host.Client.EvaluationsAfterAsync(run, evaluations[^2].Id)).ShouldHaveSingleItem().Id.ShouldBe(evaluations[^1].Id);
        var previews = await host.Client.PreviewsAsync(run);
        (await host.Client.PreviewsAfterAsync(run, previews[0].Id)).Select(p => p.Id).ShouldBe([previews[1].Id]);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_console_is_read_from_its_end_and_searched_by_the_tracker(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = new SomeJournal().Started().Console([.. Enumerable.Range(1, 50).Select(i => i % 10 == 0 ? $"Warning: 100 % of {i}_x" : $"line {i}")]);
        await host.Get<Tracker.Journal.JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);

        (await LogAsync(new() { Before = long.MaxValue, Take = 3 })).ShouldBe([48, 49, 50]);
        (await LogAsync(new() { Before = 48, Take = 2 })).ShouldBe([46, 47]);
        (await LogAsync(new() { Search = "WARNING" })).ShouldBe([10, 20, 30, 40, 50]);
        (await LogAsync(new() { Search = "100 % of 1" })).ShouldBe([10]);
        (await LogAsync(new() { Search = "0_x", Before = 41, Take = 2 })).ShouldBe([30, 40]);
        (await LogAsync(new() { Stream = "err" })).ShouldBeEmpty();

        async Task<long[]> LogAsync(LogRequest request) => [.. (await host.Client.LogAsync(journal.RunId, request)).Select(l => l.Number)];
    }
}
