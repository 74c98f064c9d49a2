using System.Net;
using System.Text;
using Platform.Contracts.Api;
using Platform.Tracker.Audits.Published;

namespace Platform.Tracker.Tests.Audits;

/// <summary>Claims that a tracker keeps, over HTTP.</summary>
public class ClaimsStoreTests
{
    // what a console of the families prints: settings, iterations, a table of classes
    const string Log = """
        2024-01-02 10:00:00,000 - root - INFO: Namespace(backbone='vit_base_patch16_224', dataset='voc', max_iters=200, gamma=0.95)
        2024-01-02 10:00:01,000 - root - INFO: Iter: 100; cls_loss: 0.3012
        2024-01-02 10:00:02,000 - root - INFO: Iter: 200; cls_loss: 0.2412
        +------------+--------+--------+
        | Class      | CAM    | Seg    |
        +------------+--------+--------+
        | background | 80.126 | 90.000 |
        | cat        | 60.124 | 70.502 |
        +------------+--------+--------+
        | mIoU       | 70.125 | 80.251 |
        +------------+--------+--------+

        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Published_claims_are_kept_listed_filtered_and_withdrawn(string database)
    {
        await using var tracker = await TestHost.StartAsync(database);
        var run = await StoredAsync(tracker, new SomeJournal().Started("mine").Evaluation(100, 80).Completed(100));
        var published = await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text(
            "run: mine\nnumber: { metric: IoU, class: dog, value: 80 }", "run: mine\nnumber: { metric: IoU, class: dog, value: 81 }", "run: nobody\nnumber: { value: 80 }"));
        published.Faults.ShouldBeEmpty();
        published.Claims.Select(c => c.Verdict).ShouldBe(["confirmed", "contradicted", "not derivable"]);

        var file = (await tracker.Client.PublishedClaimsAsync()).ShouldHaveSingleItem();
        (file.Name, file.Counts["contradicted"], file.Evidence.Single()).ShouldBe(("paper", 1, "run mine"));
        (await tracker.Client.ClaimsAsync(new() { Verdicts = ["contradicted"] })).ShouldSatisfyAllConditions(
            p => p.Total.ShouldBe(1), p => p.Claims.Single().Claim.Id.ShouldBe("c2"), p => p.Counts.Values.Sum().ShouldBe(3));
        (await tracker.Client.ClaimsAsync(new() { Run = run.RunId })).Claims.Select(c => c.Claim.Id).ShouldBe(["c1", "c2"]);
        (await tracker.Client.ClaimsAsync(new() { Search = "SOMEwhere", File = "paper", Skip = 2 })).Claims.Single().Claim.Id.ShouldBe("c3");
        (await tracker.Client.ClaimsAsync(new() { File = "other" })).Total.ShouldBe(0);
        (await tracker.Client.RunAsync(run.RunId))!.Summary.Audited.ShouldBeTrue("a run that claims rest on is never pruned");

        (await tracker.Client.WithdrawClaimsAsync("paper")).ShouldBeTrue();
        (await tracker.Client.WithdrawClaimsAsync("paper")).ShouldBeFalse();
        (await tracker.Client.PublishedClaimsAsync()).ShouldBeEmpty();
        (await tracker.Client.ClaimsAsync(new() { Run = run.RunId })).Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Claims_are_audited_again_when_their_run_goes_on(string database)
    {
        await using var tracker = await TestHost.StartAsync(database);
        var journal = new SomeJournal().Started("mine").Evaluation(100, 40);
        await StoredAsync(tracker, journal);
        await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text("run: mine\nnumber: { metric: IoU, class: dog, value: 80, select: last }"));
        (await tracker.Client.ClaimsAsync(new())).Claims.Single().Claim.Verdict.ShouldBe("contradicted");
        (await tracker.Get<ClaimsStore>().RefreshAsync("paper", default)).ShouldBeFalse("nothing changed");

        var known = journal.Lines.Count;
        journal.Evaluation(200, 80).Completed(200);
        await StoredAsync(tracker, journal, known);
        await Eventually.Holds(async () => (await tracker.Client.ClaimsAsync(new())).Claims.Single().Claim.Verdict == "confirmed", "the claim is audited again");
    }

    [Fact]
    public async Task A_log_that_comes_with_the_claims_is_evidence_and_its_lines_are_shown_with_the_number_marked()
    {
        await using var tracker = await TestHost.StartAsync();
        var published = await PublishAsync(tracker, "log: train.log\nnumber: { value: 80.3, select: last }", "log: train.log\nparameter: { name: gamma, value: 0.95 }");
        published.Claims.Select(c => c.Verdict).ShouldBe(["confirmed after rounding", "confirmed"]);

        var number = (await tracker.Client.ClaimAsync("paper", "c1"))!;
        number.Claim.Classes.Select(c => (c.Name, c.Text, c.Line)).ShouldBe([("background", "90.000", 7), ("cat", "70.502", 8)]);
        var lines = number.Excerpts.ShouldHaveSingleItem().Lines;
        lines[0].Number.ShouldBe(3, "the table is shown from its heading");
        var cited = lines.Single(l => l.IsCited);
        (cited.Number, cited.Text.Substring(cited.Mark!.Value, cited.MarkLength)).ShouldBe((10, "80.251"));
        number.Stated.Lines[0].ShouldSatisfyAllConditions(l => l.Number.ShouldBe(2), l => l.Text.ShouldContain("id: c1"));
        number.File.Logs.Single().ShouldSatisfyAllConditions(l => l.Name.ShouldBe("train.log"), l => l.Bytes.ShouldBe(Encoding.UTF8.GetByteCount(Log)));

        var setting = (await tracker.Client.ClaimAsync("paper", "c2"))!.Excerpts.Single().Lines.Single(l => l.IsCited);
        (setting.Number, setting.Text.Substring(setting.Mark!.Value, setting.MarkLength)).ShouldBe((1, "0.95"));
    }

    [Fact]
    public async Task A_journal_s_entry_is_shown_with_the_number_marked_and_the_pixels_it_was_counted_from()
    {
        await using var tracker = await TestHost.StartAsync();
        var run = await StoredAsync(tracker, new SomeJournal().Started("mine").Evaluation(100, 80).Completed(100));
        await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text($"run: {run.RunId}\nnumber: {{ value: 72.5, select: last }}"));
        var claim = (await tracker.Client.ClaimAsync("paper", "c1"))!;
        claim.Claim.Classes.Select(c => (c.Right, c.Truth, c.Predicted)).ShouldBe([(800, 1000, 840), (80, 100, 280), (80, 100, 80)]);
        var excerpt = claim.Excerpts.ShouldHaveSingleItem();
        excerpt.Run.ShouldBe(run.RunId);
        excerpt.Lines.Select(l => l.Number).ShouldBe([1, 2, 3]);
        var cited = excerpt.Lines.Single(l => l.IsCited);
        cited.Text.Substring(cited.Mark!.Value, cited.MarkLength).ShouldBe("80", "the mean the entry states");
    }

    [Fact]
    public async Task Logs_stay_when_only_the_claims_are_published_again()
    {
        await using var tracker = await TestHost.StartAsync();
        await PublishAsync(tracker, "log: train.log\nnumber: { value: 80.3 }");
        var again = await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text("log: train.log\nnumber: { value: 80.2 }"));
        again.Claims.Single().Verdict.ShouldBe("contradicted");
        (await tracker.Client.PublishedClaimsAsync("paper"))!.Logs.Single().Name.ShouldBe("train.log");
    }

    [Fact]
    public async Task The_report_comes_as_markdown_latex_json_and_the_claims_as_they_were_given()
    {
        await using var tracker = await TestHost.StartAsync();
        await PublishAsync(tracker, "log: train.log\nnumber: { value: 80.3 }");
        async Task<string> ReportAsync(string form) => Encoding.UTF8.GetString((await tracker.Client.AuditReportAsync("paper", form))!);
        (await ReportAsync("md")).ShouldSatisfyAllConditions(t => t.ShouldContain("**confirmed after rounding**"), t => t.ShouldContain("## What was selected"));
        (await ReportAsync("tex")).ShouldContain("\\begin{longtable}");
        (await ReportAsync("json")).ShouldContain("\"refuted\": false");
        (await ReportAsync("yaml")).ShouldBe(SomeClaims.Text("log: train.log\nnumber: { value: 80.3 }"));
        (await tracker.Client.AuditReportAsync("nobody", "md")).ShouldBeNull();
        (await tracker.Http.GetAsync("api/audit/files/paper/report.doc")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Faulty_claims_bad_names_and_unreadable_logs_are_told_and_not_kept()
    {
        await using var tracker = await TestHost.StartAsync();
        (await tracker.Client.PublishClaimsAsync("paper", "claims:\n  - id: a\n")).Faults.ShouldContain(f => f.StartsWith("paper.yaml:2: claim 'a' lacks 'source'", StringComparison.Ordinal));
        (await tracker.Client.PublishClaimsAsync("a paper", SomeClaims.Text("log: x\nnumber: { value: 1 }"))).Faults.Single().ShouldContain("name is \"a paper\"");
        (await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text("log: x\nnumber: { value: 1 }"), [("x", new MemoryStream([0, 1, 2, 0]))])).Faults.Single().ShouldContain("no known format");
        (await tracker.Http.PutAsync("api/audit/files/paper", new StringContent("claims: []"))).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await tracker.Client.PublishedClaimsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Seeds_left_out_are_counted_from_the_run_table_alone()
    {
        await using var tracker = await TestHost.StartAsync();
        await StoredAsync(tracker, new SomeJournal().Started("s0").Evaluation(100, 80).Completed(100));
        await StoredAsync(tracker, new SomeJournal().Started("s1").Evaluation(100, 60).Completed(100));
        await tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text("run: s0\nnumber: { metric: IoU, class: dog, value: 80 }"));
        var group = (await tracker.Client.PublishedClaimsAsync("paper"))!.Selection.Groups.ShouldHaveSingleItem();
        (group.Launched, group.ReportedSeeds.Count).ShouldBe((2, 1));
        group.Warnings.ShouldContain(w => w.StartsWith("every run left out is below", StringComparison.Ordinal));
    }

    static Task<AuditResult> PublishAsync(TestHost tracker, params string[] claims) =>
        tracker.Client.PublishClaimsAsync("paper", SomeClaims.Text(claims), [("train.log", new MemoryStream(Encoding.UTF8.GetBytes(Log)))]);

    static async Task<SomeJournal> StoredAsync(TestHost tracker, SomeJournal journal, int after = 0)
    {
        await tracker.PublishAsync(journal.Lines.Skip(after));
        await Eventually.Holds(async () => (await tracker.Client.RunAsync(journal.RunId))?.Summary.AppliedSequence == journal.Lines.Count, "the run is stored");
        return journal;
    }
}
