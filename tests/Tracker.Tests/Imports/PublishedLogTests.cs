using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

/// <summary>Logs that authors published, against counts that know nothing of the importer.</summary>
public sealed partial class PublishedLogTests
{
    public static TheoryData<string> Consoles => ["cosa-voc.log", "dupl-voc.log", "toco-deit-voc.log"];

    static string PathOf(string log) => Path.Combine(SharedFolder.Path!, "logs", log);

    [SharedTheory, MemberData(nameof(Consoles))]
    public void Every_cell_of_every_table_is_read_once_with_its_line(string name)
    {
        var expected = File.ReadAllLines(PathOf(name)).SelectMany((text, i) => Cells(text).Select(cell => (Line: i + 1, Text: cell))).Order().ToArray();

        var log = LogImporter.Read(PathOf(name));

        expected.Length.ShouldBeGreaterThan(500);
        log.Evaluations.SelectMany(e => e.Classes.Select(c => (c.Line, c.Text)).Append((e.MeanIou!.Line, e.MeanIou.Text))).Order().ShouldBe(expected);
    }

    [SharedTheory, MemberData(nameof(Consoles))]
    public void Every_iteration_is_read_with_its_rate_and_its_losses(string name)
    {
        var lines = File.ReadAllLines(PathOf(name));
        var iterations = lines.Select(l => AnIteration().Match(l)).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        var losses = lines.Sum(l => ALoss().Count(l));

        var log = LogImporter.Read(PathOf(name));

        iterations.Length.ShouldBeGreaterThan(90);
        log.Points.Where(p => p.Metric == "LR").Select(p => p.Iteration).ShouldBe(iterations);
        log.Points.Count(p => p.Metric.Contains("loss", StringComparison.Ordinal)).ShouldBe(losses);
        foreach (var point in log.Points)
            lines[point.Line - 1].ShouldContain(point.Text);
    }

    [SharedTheory, MemberData(nameof(Consoles))]
    public void The_stated_mean_is_that_of_the_classes_but_for_rounding(string name)
    {
        foreach (var evaluation in LogImporter.Read(PathOf(name)).Evaluations)
            evaluation.MeanOfClasses!.Value.ShouldBe(evaluation.MeanIou!.Value, 6e-4);
    }

    [SharedFact]
    public void DuPL_names_both_students_at_every_evaluation()
    {
        var log = LogImporter.Read(PathOf("dupl-voc.log"));

        log.Format.ShouldBe("wsss-console");
        log.Evaluations.Count.ShouldBe(60);
        var last = log.Evaluations.Where(e => e.Iteration == 20000).ToArray();
        last.Select(e => (e.Network, e.Output, e.MeanIou!.Text)).ShouldBe(
        [
            ("student-1", "cam", "72.929"), ("student-1", "cam-aux", "60.893"), ("student-1", "seg", "69.008"),
            ("student-2", "cam", "73.545"), ("student-2", "cam-aux", "63.001"), ("student-2", "seg", "69.889"),
        ]);
        last[0].Protocol.Scales.ShouldBe([1.0, 0.5, 1.5]);
        Setting(log, "gmm_iters").ShouldBe("8000");
        Setting(log, "gamma").ShouldBe("0.95");
        log.Phases.Select(p => (p.Name, p.Iteration)).ShouldContain(("after cam_iters", 2001));
        log.Points.Single(p => p.Metric == "val cls score of branch #2" && p.Iteration == 20000).Text.ShouldBe("0.913310");
        log.StartedAt.ShouldBe(new DateTimeOffset(2023, 9, 26, 21, 50, 19, TimeSpan.Zero));
    }

    [SharedFact]
    public void CoSAs_last_table_is_of_no_iteration_and_has_a_column_with_a_CRF()
    {
        var log = LogImporter.Read(PathOf("cosa-voc.log"));

        var final = log.Evaluations.Where(e => e.Final).ToArray();
        final.Select(e => (e.Output, e.MeanIou!.Text, e.Iteration)).ShouldBe([("seg", "76.185", null), ("seg+crf", "76.357", null)]);
        log.Evaluations.ShouldAllBe(e => e.Network == "teacher");
        log.Evaluations.Count(e => e.Iteration == 32000).ShouldBe(5);
        Setting(log, "cam_weight").ShouldBe("0.05");
        log.Parameters.Single(p => p.Name == "scales").Text.ShouldBe("(0.5, 2)");
        log.Parameters.Single(p => p.Name == "warmup_iters").Line.ShouldBe(33);
        log.Statements.ShouldContain(s => s.Subject.EndsWith("Best val Seg IoU", StringComparison.Ordinal) && s.Text == "75.72");
    }

    [SharedFact]
    public void A_summary_gives_its_milestones_and_its_settings()
    {
        var log = LogImporter.Read(PathOf("refined-vitb16-summary.txt"));

        log.Format.ShouldBe("summary");
        log.Evaluations.Select(e => (e.Iteration, e.Split, e.MeanIou!.Text, e.Line)).ShouldBe(
            [(60000, "val", "51.92", 14), (70000, "val", "52.93", 19), (80000, "val", "53.07", 24), (null, "val2017", "53.39", 29)]);
        log.Statements.Where(s => s.Subject == "Training accuracy").Select(s => (s.Iteration, s.Value)).ShouldBe([(60000, 70.1), (70000, 77.9), (80000, 79.0)]);
        Setting(log, "Batch size").ShouldBe("8");
        Setting(log, "Training iterations").ShouldBe("80,000");
        log.Unread.ShouldBeEmpty();
    }

    static string Setting(ImportedLog log, string name) => log.Parameters.First(p => p.Name == name).Text;

    static IEnumerable<string> Cells(string line) =>
        line.StartsWith('|') && !line.Contains("Class", StringComparison.Ordinal)
            ? line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1)
            : [];

    [GeneratedRegex(@"Iter: (\d+);")]
    private static partial Regex AnIteration();

    [GeneratedRegex(@"\w*loss\w*: -?\d")]
    private static partial Regex ALoss();
}
