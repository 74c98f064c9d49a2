using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Verdicts;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Audits;

/// <summary>The claims of four publications against the logs their authors published.</summary>
public class PublishedClaimsTests
{
    static readonly Lazy<AuditReport> s_report = new(Audit);

    [SharedTheory]
    [InlineData("dupl-table4-cam", "confirmed after rounding")]
    [InlineData("dupl-table4-seg", "confirmed after rounding")]
    [InlineData("dupl-table2", "not derivable")]
    [InlineData("dupl-iterations", "confirmed")]
    [InlineData("dupl-cam-warmup", "confirmed")]
    [InlineData("dupl-seg-warmup", "confirmed")]
    [InlineData("dupl-table6-start", "confirmed")]
    [InlineData("dupl-gamma", "confirmed")]
    [InlineData("dupl-weight-seg", "protocol mismatch")]
    [InlineData("dupl-weight-reg", "not derivable")]
    [InlineData("dupl-table3-ratio", "contradicted")]
    [InlineData("dupl-table3-ratio-21k", "confirmed after rounding")]
    [InlineData("cosa-readme-voc", "confirmed after rounding")]
    [InlineData("cosa-readme-voc-plain", "confirmed after rounding")]
    [InlineData("cosa-page-voc", "confirmed after rounding")]
    [InlineData("cosa-one-model", "protocol mismatch")]
    [InlineData("cosa-abstract-coco", "not derivable")]
    [InlineData("cosa-page-coco", "not derivable")]
    [InlineData("cosa-protocol", "protocol mismatch")]
    [InlineData("toco-readme-voc", "confirmed after rounding")]
    [InlineData("toco-readme-voc-crf", "not derivable")]
    [InlineData("refined-headline", "confirmed after rounding")]
    [InlineData("refined-headline-as-milestone", "contradicted")]
    [InlineData("refined-headline-split", "protocol mismatch")]
    [InlineData("refined-60k", "confirmed after rounding")]
    [InlineData("refined-70k", "confirmed after rounding")]
    [InlineData("refined-80k", "confirmed after rounding")]
    [InlineData("refined-50k", "not derivable")]
    [InlineData("refined-gain", "confirmed")]
    [InlineData("refined-vitl", "not derivable")]
    [InlineData("refined-vitl-results", "not derivable")]
    [InlineData("refined-gain-vitl", "protocol mismatch")]
    [InlineData("refined-vitl-two-numbers", "inconsistent")]
    [InlineData("refined-val2017", "inconsistent")]
    [InlineData("refined-batch-readme", "confirmed")]
    [InlineData("refined-batch-vitl", "not derivable")]
    [InlineData("refined-batch", "inconsistent")]
    public void A_published_claim_gets_its_verdict(string id, string verdict)
    {
        var assessment = Find(id);
        assessment.Verdict.Words().ShouldBe(verdict, $"{assessment.Reason}\n{string.Join('\n', assessment.Steps)}");
    }

    [SharedFact]
    public void No_claim_of_the_example_is_without_an_expected_verdict() =>
        s_report.Value.Assessments.Count.ShouldBe(typeof(PublishedClaimsTests).GetMethod(nameof(A_published_claim_gets_its_verdict))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Length);

    [SharedFact]
    public void The_evidence_is_the_line_of_the_last_table()
    {
        var cited = Find("dupl-table4-cam").Evidence.ShouldHaveSingleItem();
        (cited.Text, cited.Place.Source, cited.What).ShouldBe(("73.545", "dupl-voc.log", "cam of student-2 at iteration 20000"));
        File.ReadLines(Path.Combine(SharedFolder.Path!, "logs", "dupl-voc.log")).ElementAt(cited.Place.Line!.Value - 1).ShouldContain("73.545");
    }

    [SharedFact]
    public void The_better_of_two_students_is_told() =>
        Find("dupl-table4-seg").Warnings.ShouldContain(w => w.Contains("better of 2 networks") && w.Contains("69.008"));

    [SharedFact]
    public void An_mIoU_is_checked_against_the_mean_of_its_classes()
    {
        var seg = Find("dupl-table4-seg");
        seg.Steps.ShouldContain(s => s.StartsWith("mean of 21 class IoUs = 69.88", StringComparison.Ordinal), string.Join('\n', seg.Steps));
        s_report.Value.Assessments.SelectMany(a => a.Warnings).ShouldNotContain(w => w.Contains("its class IoUs average"));
    }

    [SharedFact]
    public void The_best_checkpoint_of_CoSA_is_not_taken_for_its_last() =>
        Find("cosa-readme-voc").Warnings.ShouldContain(w => w.Contains("best checkpoint"));

    [SharedFact]
    public void The_settings_that_reconcile_a_warm_up_are_named() =>
        Find("dupl-seg-warmup").Warnings.ShouldContain(w => w.Contains("gmm_iters is 8000"));

    [SharedFact]
    public void Arithmetic_that_holds_between_two_backbones_says_both()
    {
        var gain = Find("refined-gain-vitl");
        gain.Aspects.ShouldBe([new("arithmetic", Verdict.Confirmed), new("protocol", Verdict.ProtocolMismatch)]);
        gain.Warnings.ShouldContain(w => w.Contains("backbone: ViT-L against ViT-B/16"));
    }

    [SharedFact]
    public void Claims_that_disagree_are_noted_without_being_compared() =>
        Find("cosa-abstract-coco").Warnings.ShouldContain(w => w.Contains("claim cosa-page-coco") && w.Contains("says 51.1"));

    [SharedFact]
    public void A_log_that_begins_late_says_so() =>
        Find("refined-60k").Warnings.ShouldContain(w => w.Contains("begins at iteration 60000 of 80000"));

    [SharedFact]
    public void The_split_s_other_name_is_told() =>
        Find("refined-headline").Warnings.ShouldContain("split name: the claim says val, the evidence val2017");

    [SharedFact]
    public void The_split_that_has_so_many_images_is_named() => Find("refined-val2017").Reason.ShouldContain("val2014 has that many");

    [SharedFact]
    public void Logs_that_were_imported_as_runs_give_the_same_verdicts()
    {
        using var folder = new TempFolder();
        var claims = ClaimsReader.Read(Path.Combine(RepositoryRoot.Path, "docs", "examples", "published-claims.yaml"));
        var runs = Directory.EnumerateFiles(Path.Combine(SharedFolder.Path!, "logs")).Order().Select(f => JournalEvidence.Read(f, Imported(f))).ToArray();
        var report = new Auditor(runs).Audit(claims);
        report.Assessments.Select(a => (a.Claim.Id, a.Verdict)).ShouldBe(s_report.Value.Assessments.Select(a => (a.Claim.Id, a.Verdict)));
        report.Assessments.Single(a => a.Claim.Id == "dupl-table4-seg").Evidence[0].Place.ToString().ShouldBe(Find("dupl-table4-seg").Evidence[0].Place.ToString());
    }

    static Assessment Find(string id) => s_report.Value.Assessments.Single(a => a.Claim.Id == id);

    static IReadOnlyList<byte[]> Imported(string path)
    {
        using var journal = new MemoryStream();
        ImportedRun.Of(LogImporter.Find(path).Single()).WriteTo(journal);
        return [.. System.Text.Encoding.UTF8.GetString(journal.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(System.Text.Encoding.UTF8.GetBytes)];
    }

    static AuditReport Audit()
    {
        var claims = ClaimsReader.Read(Path.Combine(RepositoryRoot.Path, "docs", "examples", "published-claims.yaml"));
        return new Auditor([.. Directory.EnumerateFiles(Path.Combine(SharedFolder.Path!, "logs")).Order().Select(f => new ImportedEvidence(LogImporter.Read(f)))]).Audit(claims);
    }
}
