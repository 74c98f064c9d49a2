using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Dashboard.Ablations;

namespace Platform.Dashboard.Tests.Ablations;

public sealed class AblationExportTests
{
    static readonly AblationTable s_table = Table();

    [Fact]
    public void Latex_has_checkmarks_rules_and_a_star_where_the_test_tells_a_difference()
    {
        var lines = AblationExport.Latex(s_table).Split('\n').Where(l => !l.StartsWith('%')).Select(l => l.TrimEnd('\r')).ToArray();
        lines.ShouldBe(
        [
            "\\begin{tabular}{lcccrr}", "\\toprule",
            " & d\\_ta & Seg & $n$ & $\\Delta$ before & $\\Delta$ baseline \\\\", "\\midrule",
            "baseline &  & $71.0 \\pm 1.0$ & 3 &  &  \\\\", "+d\\_ta & \\checkmark & $76.3 \\pm 2.1$ & 3 & $+5.3^{*}$ & $+5.3^{*}$ \\\\",
            "\\bottomrule", "\\end{tabular}", "",
        ]);
    }

    [Fact]
    public void Markdown_says_what_may_be_claimed() =>
        AblationExport.Markdown(s_table).ShouldContain("| +d_ta | ✓ | 76.3 ± 2.1 (3) | +5.3 (+1.5 to +9.1), higher |");

    [Fact]
    public void Csv_has_every_number_unrounded_and_as_many_cells_in_each_line()
    {
        var lines = AblationExport.Csv(s_table).TrimEnd().Split('\n');
        lines.Select(l => l.Split(',').Length).Distinct().Count().ShouldBe(1);
        lines[2].ShouldContain("76.33333333333333");
        AblationExport.ClassesCsv(s_table).ShouldContain("+d_ta,\"a, b\",50,,1,,-2");
    }

    [Fact]
    public void Classes_are_put_in_the_order_of_the_last_steps_effect_when_asked_for()
    {
        EffectChart.Of(s_table, new())!.Names.ShouldBe(["a, b", "c"]);
        var sorted = EffectChart.Of(s_table, new() { ByEffect = true, AgainstBaseline = true })!;
        sorted.Names.ShouldBe(["c", "a, b"]);
        sorted.Cells[0].Select(c => c!.Value).ShouldBe([3, -2]);
        EffectChart.Of(s_table with { ClassNames = [] }, new()).ShouldBeNull();
    }

    [Fact]
    public void The_address_keeps_everything_that_is_chosen()
    {
        var address = new AblationsAddress
        {
            Filter = AblationsAddress.FilterOf("a \"b\""), Project = "p", Experiment = "e & f", Split = "test", Output = "cam", Network = "teacher",
            Selection = ScoreSelection.Best, Settings = "abcd", AgainstBaseline = true, ByEffect = true,
        };
        Read(DashboardUrls.Ablations(address)).ShouldBe(address);
        Read(DashboardUrls.Ablations()).IsOpen.ShouldBeTrue();
        Read(DashboardUrls.Ablations(new AblationsAddress())).ShouldBe(new AblationsAddress());
    }

    static AblationsAddress Read(string url) => AblationsAddress.Read(PageQuery.Of(url));

    static AblationTable Table()
    {
        var difference = MeanDifference.Paired([4, 5, 7]);
        return new()
        {
            Split = "val", Selection = ScoreSelection.Last, Outputs = ["seg"], Output = "seg", Switches = ["d_ta"], ClassNames = ["a, b", "c"],
            Rows =
            [
                Row("baseline", false, [70, 71, 72], null, new(SampleSummary.Of([52]), null, null), new(SampleSummary.Of([50]), null, null)),
                Row("+d_ta", true, [74, 77, 78], difference, new(SampleSummary.Of([50]), null, new(-2, 1, 1)), new(SampleSummary.Of([53]), null, new(3, 1, 1))),
            ],
            Settings = [], Excluded = [], Notes = [], Choices = new(["val"], ["seg"], ["student"]), Runs = 6,
        };
    }

    static AblationRow Row(string label, bool on, double[] scores, MeanDifference? difference, params AblationClass[] classes) => new()
    {
        Label = label, Kind = AblationRowKind.Step, Before = on ? "baseline" : null, Switches = new Dictionary<string, bool> { ["d_ta"] = on },
        Scores = [new("seg", SampleSummary.Of(scores), difference, difference)], Classes = classes, Runs = [],
    };
}
