using System.Net;
using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Http;

public sealed class ApiTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Everything_of_a_run_comes_back_through_the_client(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Whole(20).Completed(1000);
        await StoreAsync(host, journal);
        var run = journal.RunId;

        var summary = (await host.Client.RunsAsync(new())).Runs.ShouldHaveSingleItem();
        (summary.Id, summary.Status, summary.Iteration, summary.TotalIterations).ShouldBe((run, RunStatus.Completed, 1000, 1000));
        summary.Switches["patch-contrast"].ShouldBeTrue();
        summary.StartedAt.ShouldBe(SomeJournal.Begin, TimeSpan.FromMilliseconds(1));
        var detail = await host.Client.RunAsync(run);
        detail!.Config.GetProperty("optimizer").GetProperty("rate").GetDouble().ShouldBe(0.001);
        detail.SplitSizes["val"].ShouldBe(300);
        detail.Metrics.Count.ShouldBe(10 + 2 + 3);
        detail.Journal.ShouldSatisfyAllConditions(
            j => j.AppliedSequence.ShouldBe(journal.Lines.Count), j => j.Gaps.ShouldBeEmpty(), j => j.BrokenAt.ShouldBeNull());
        var scores = (await host.Client.EvaluationsAsync(run)).Where(e => e.Output == "seg").ToArray();
        var best = new[] { 299, 1000 }.Select(last => (last, Best: scores.Where(e => e.Iteration <= last).Max(e => e.MeanIou))).ToArray();
        (await host.Client.PhasesAsync(run)).ShouldBe(
            [new PhaseSpan("warm-up", 1, 299, "schedule") { BestMeanIou = best[0].Best, BestIteration = 250 },
                new PhaseSpan("segmentation", 300, null, "schedule") { BestMeanIou = best[1].Best, BestIteration = 1000 }]);
        (await host.Client.CheckpointsAsync(run)).Select(c => c.Iteration).ShouldBe([250, 500, 750, 1000]);
        var series = await host.Client.SeriesAsync(run, ["loss/0", "miou/val/seg", "not-logged"], from: 100, maxPoints: 50);
        series.Select(s => s.Total).ShouldBe([901, 4, 0]);
        var lines = await host.Client.LogAsync(run, after: 1, take: 2);
        lines.Select(l => (l.Number, l.Text)).ShouldBe([(2, "data: 2000 images"), (3, "iteration 250")]);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task The_journal_comes_back_byte_for_byte(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Whole(10);
        await StoreAsync(host, journal);

        (await host.Client.JournalAsync(journal.RunId)).ShouldBe(journal.Lines);
        (await host.Client.JournalAsync(journal.RunId, after: 3, take: 4)).ShouldBe(journal.Lines.Skip(3).Take(4));
        using var response = await host.Http.GetAsync($"api/runs/{journal.RunId}/journal");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Evaluations_are_recomputed_from_their_counts()
    {
        await using var host = await TestHost.StartAsync();
        var journal = new SomeJournal().Started().Evaluation(100, 60).Evaluation(100, 30, "cam", "student-2");
        await StoreAsync(host, journal);

        var evaluations = await host.Client.EvaluationsAsync(journal.RunId);
        var seg = evaluations[0];
        // background: 600 of 1000+600+40+40-600; cat: 60 of 100+460-60; dog: 60 of 100+60-60
        seg.ClassIou.ShouldBe([100.0 * 600 / 1080, 100.0 * 60 / 500, 60]);
        seg.MeanIou.ShouldBe((100.0 * 600 / 1080 + 12 + 60) / 3, 1e-9);
        seg.ReportedMeanIou.ShouldBe(60);
        seg.PixelAccuracy.ShouldBe(100.0 * 720 / 1200);
        seg.Protocol.Thresholds["background"].ShouldBe(0.45);
        var confusion = await host.Client.ConfusionAsync(journal.RunId, seg.Id);
        confusion!.ClassNames.ShouldBe(SomeJournal.Classes);
        confusion.Counts[0].ShouldBe([600, 400, 0]);
        (await host.Client.SeriesAsync(journal.RunId, ["miou/val/cam/student-2"]))[0].Values.ShouldBe([evaluations[1].MeanIou]);
        (await host.Client.RunAsync(journal.RunId))!.Summary.BestMeanIou.ShouldBe(seg.MeanIou);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Pictures_come_back_and_may_be_kept_for_good()
    {
        await using var host = await TestHost.StartAsync();
        var journal = new SomeJournal().Started().Previews(100);
        await StoreAsync(host, journal);

        var previews = await host.Client.PreviewsAsync(journal.RunId);
        previews.Select(p => (p.Kind, p.ClassName, p.Iteration)).ShouldBe([("input", null, 100), ("cam", "cat", 100)]);
        var png = await host.Client.PreviewPngAsync(journal.RunId, previews[1].Id);
        png!.Length.ShouldBe(previews[1].SizeBytes);
        png[^1].ShouldBe((byte)100);
        using var response = await host.Http.GetAsync($"api/runs/{journal.RunId}/previews/{previews[0].Id}");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task The_run_table_is_filtered_sorted_and_paged(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        SomeJournal[] journals =
        [
            new SomeJournal().Started("b", "baseline").Metrics(1, 500).Evaluation(500, 40).Completed(500),
            new SomeJournal().Started("a", "dupl").Metrics(1, 100).Evaluation(100, 70),
            new SomeJournal().Started("C", "dupl", dataset: "VOC").Metrics(1, 900),
        ];
        foreach (var journal in journals)
            await StoreAsync(host, journal);

        (await NamesAsync(new() { Sort = "best", Descending = true })).ShouldBe("a,b,C");
        (await NamesAsync(new() { Sort = "best", Descending = false })).ShouldBe("b,a,C");
        (await NamesAsync(new() { Sort = "-progress" })).ShouldBe("C,b,a");
        (await NamesAsync(new() { Method = "dupl", Sort = "progress", Descending = false })).ShouldBe("a,C");
        (await NamesAsync(new() { Status = RunStatus.Completed })).ShouldBe("b");
        (await NamesAsync(new() { Search = "voc" })).ShouldBe("C");
        (await NamesAsync(new() { Search = "100%" })).ShouldBe("");
        var page = await host.Client.RunsAsync(new() { Sort = "-progress", Skip = 1, Take = 1 });
        (page.Total, page.Runs.Single().Name).ShouldBe((3, "b"));
        foreach (var key in RunListRequest.SortKeys)
            (await host.Client.RunsAsync(new() { Sort = key })).Runs.Count.ShouldBe(3);

        async Task<string> NamesAsync(RunListRequest request) =>
            string.Join(',', (await host.Client.RunsAsync(request)).Runs.Select(r => r.Name));
    }

    [Theory(Timeout = Patience.OfTest)]
    [InlineData("api/runs?take=0", "take")]
    [InlineData("api/runs?take=many", "take")]
    [InlineData("api/runs?descending=2", "descending")]
    [InlineData("api/runs?status=sleeping", "status")]
    [InlineData("api/runs?skip=-1", "skip")]
    [InlineData("api/runs/0198c0de-0000-7000-8000-000000000001/series?name=a&maxPoints=1", "maxPoints")]
    [InlineData("api/runs/0198c0de-0000-7000-8000-000000000001/journal?after=-1", "after")]
    [InlineData("api/runs/0198c0de-0000-7000-8000-000000000001/log?take=99999999999", "take")]
    public async Task A_bad_query_value_is_answered_with_its_name(string path, string parameter)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("parameter").GetString().ShouldBe(parameter);
        problem.RootElement.GetProperty("detail").GetString()!.ShouldStartWith(parameter + " is ");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task An_unknown_run_is_not_found()
    {
        await using var host = await TestHost.StartAsync();
        var run = Guid.CreateVersion7();
        string[] paths = ["", "/series?name=a", "/evaluations", "/evaluations/1/confusion", "/previews", "/previews/1", "/phases", "/checkpoints",
            "/log", "/journal", "/journal/state", "/conflicts"];

        foreach (var path in paths)
        {
            using var response = await host.Http.GetAsync($"api/runs/{run}{path}");
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await host.Client.RunAsync(run)).ShouldBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_api_describes_itself()
    {
        await using var host = await TestHost.StartAsync();

        using var document = JsonDocument.Parse(await host.Http.GetStringAsync("openapi/v1.json"));

        var paths = document.RootElement.GetProperty("paths");
        string[] expected = ["/api/runs", "/api/runs/{run}", "/api/runs/{run}/series", "/api/runs/{run}/evaluations",
            "/api/runs/{run}/evaluations/{evaluation}/confusion", "/api/runs/{run}/previews", "/api/runs/{run}/previews/{preview}",
            "/api/runs/{run}/journal", "/api/runs/{run}/journal/state", "/api/runs/{run}/log", "/api/status", "/api/dead-letters"];
        expected.Where(p => !paths.TryGetProperty(p, out _)).ShouldBeEmpty();
        paths.GetProperty("/api/runs").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(p => p.GetProperty("name").GetString()).ShouldContain("descending");
        document.RootElement.GetProperty("components").GetProperty("schemas").TryGetProperty("RunDetail", out _).ShouldBeTrue();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Health_is_answered()
    {
        await using var host = await TestHost.StartAsync();

        (await host.Http.GetStringAsync("health/live")).ShouldBe("Healthy");
        await Eventually.Holds(async () => await host.Http.GetStringAsync("health/ready") == "Healthy", "the tracker is ready");
    }

    static Task StoreAsync(TestHost host, SomeJournal journal) => host.Get<JournalStore>()
        .StoreAsync([.. journal.Lines], CancellationToken.None);
}
