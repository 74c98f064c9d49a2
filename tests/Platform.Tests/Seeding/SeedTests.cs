using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Seeding;
using Platform.Settings;
using Platform.TestKit;

namespace Platform.Tests.Seeding;

public sealed class SeedTests : IDisposable
{
    const string Claim =
        """
        claims:
          - id: made-up
            source: nowhere
            text: something
            run: "*"
            number: { value: 60.0, select: best }
        """;

    readonly TempFolder _folder = new();

    [Fact]
    public async Task Seeded_runs_are_whole_say_that_they_are_synthetic_and_hold_no_claim()
    {
        using var limit = new CancellationTokenSource(Patience.OfWait);
        var settings = new PlatformSettings().Set("Bus:Kind", "in-memory").Set("Tracker:Database", "sqlite")
            .Set("Tracker:ConnectionString", $"Data Source={_folder.Sub("tracker.db")}");
        var ids = await SeedAsync(settings, limit.Token);
        (await SeedAsync(settings, limit.Token)).ShouldBe(ids, "the same plan makes the same runs");

        var address = new Address("127.0.0.1", FreePort.Next());
        await using var tracker = WebProcess.Build(settings, Service.Tracker, [address], verbose: false);
        await WebProcess.StartAsync(tracker, limit.Token);
        using var http = new HttpClient { BaseAddress = new(address.Url + "/") };
        var client = new TrackerClient(http);

        var page = await client.RunsAsync(new() { Filter = "synthetic" }, limit.Token);
        page.Total.ShouldBe(10);
        page.Runs.ShouldAllBe(r => r.Synthetic && r.Status == RunStatus.Completed && r.BestMeanIou > 20);
        var run = (await client.RunAsync(ids[^1], limit.Token))!;
        run.Journal.Gaps.ShouldBeEmpty();
        run.Journal.BrokenAt.ShouldBeNull();
        run.Metrics.Count.ShouldBe(12);
        run.Metrics.Single(m => m.Name == SyntheticRun.Loss).Count.ShouldBe(700, "one of the long runs");
        var verdict = (await client.AuditAsync(Claim.Replace("*", run.Summary.Name), cancel: limit.Token)).Claims.ShouldHaveSingleItem();
        verdict.Verdict.ShouldBe("not derivable");
        verdict.Reason.ShouldContain("synthetic");
        await tracker.StopAsync(limit.Token);
    }

    public void Dispose() => _folder.Dispose();

    static async Task<IReadOnlyList<Guid>> SeedAsync(PlatformSettings settings, CancellationToken cancel)
    {
        await using var store = await SeedStore.OpenAsync(settings, cancel);
        return await store.SeedAsync(new(Runs: 10, Metrics: 12, Points: 20, LongRuns: 1, LongPoints: 700), null, cancel);
    }
}
