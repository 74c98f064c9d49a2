using Platform.Contracts;
using Platform.Trainer.Methods;
using Platform.Trainer.Sweeps;

namespace Platform.Trainer.Tests.Sweeps;

public sealed class SweepPlanTests
{
    const string Head = "name: s\nbase: tiny-shapes\n";

    [Fact]
    public void A_step_of_a_ladder_has_the_settings_of_all_before_it()
    {
        var plan = Plan("""
            seeds: [1, 2]
            set: { iterations: 7 }
            ladder:
              - { name: baseline, set: { switches: { ptc: off, par: off } } }
              - { name: +ptc, set: { switches.ptc: on } }
              - { name: +par, set: { switches.par: on, cam: { scales: [1, 0.5] } } }
            """);
        plan.Rows.Select(r => r.Label).ShouldBe(["baseline", "+ptc", "+par"]);
        plan.Rows.Select(r => r.Cells[0].Config.Switches).Select(s => (s["ptc"], s["par"])).ShouldBe([(false, false), (true, false), (true, true)]);
        plan.Rows.Select(r => string.Join('|', r.Marks)).ShouldBe(["||[1,0.5]", "✓||[1,0.5]", "✓|✓|[1,0.5]"]);
        plan.Cells.Select(c => c.Name).ShouldBe(
            ["tiny-shapes baseline s1", "tiny-shapes baseline s2", "tiny-shapes +ptc s1", "tiny-shapes +ptc s2", "tiny-shapes +par s1", "tiny-shapes +par s2"]);
        plan.Cells.Select(c => (c.Seed, c.Config.Seed, c.Config.Name, c.Config.Iterations)).ShouldAllBe(c => c.Item1 == c.Item2 && c.Item3 != null && c.Item4 == 7);
    }

    [Fact]
    public void Axes_are_combined_each_with_every_other_and_with_the_ladder()
    {
        var plan = Plan("""
            axes:
              optimizer.learningRate: [1e-3, 1e-4]
              dataset: { batchSize: [2, 4, 8] }
            ladder:
              - { name: without, set: { switches.ptc: off } }
              - { name: with, set: { switches.ptc: on } }
            """);
        plan.Cells.Count.ShouldBe(12);
        plan.Cells.Select(c => (c.Config.Optimizer.LearningRate, c.Config.Dataset.BatchSize, c.Config.Switches["ptc"])).Distinct().Count().ShouldBe(12);
        plan.Rows[1].Label.ShouldBe("learningRate=1e-3 batchSize=2 with");
    }

    [Theory]
    [InlineData("{ from: 0.1, to: 0.5, step: 0.1 }", "0.1 0.2 0.3 0.4 0.5")]
    [InlineData("{ from: 0.5, to: 1, count: 3 }", "0.5 0.75 1")]
    [InlineData("{ from: 0.55, to: 0.75, count: 4 }", "0.55 0.616667 0.683333 0.75")]
    [InlineData("{ from: 1000000, to: 2000001, count: 3 }", "1000000 1500000 2000001")]
    [InlineData("{ from: 0.0001, to: 0.01, count: 3, log: true }", "0.0001 0.001 0.01")]
    public void A_range_is_laid_out(string range, string values) =>
        Plan($"axes: {{ optimizer.weightDecay: {range} }}").Rows.Select(r => r.Label.Split('=')[1]).ShouldBe(values.Split(' '));

    [Fact]
    public void Whole_numbers_of_a_range_stay_whole() =>
        Plan("axes: { iterations: { from: 10, to: 30, step: 10 } }").Cells.Select(c => c.Config.Iterations).ShouldBe([10, 20, 30]);

    [Fact]
    public void Equal_configurations_are_one_cell_whatever_their_steps_are_called()
    {
        var plan = Plan("""
            seeds: [1, 2]
            ladder:
              - { name: a, set: { switches.ptc: off } }
              - { name: b, set: { iterations: 9 } }
              - { name: defaults spelt out, set: { switches.par: on } }
            """);
        plan.Rows.Count.ShouldBe(3);
        plan.Cells.Count.ShouldBe(4);
        plan.Rows[2].Cells.ShouldBe(plan.Rows[1].Cells);
    }

    [Fact]
    public void A_cell_has_the_same_id_however_often_and_in_whatever_order_the_file_is_written()
    {
        var one = Plan("seeds: [1, 2]\naxes: { iterations: [5, 6] }");
        var other = Plan("seeds: [2, 1, 3]\naxes: { iterations: [6, 5] }");
        one.Cells.Select(c => c.Id).ShouldBeSubsetOf(other.Cells.Select(c => c.Id));
        one.Cells.Select(c => c.Id).Distinct().Count().ShouldBe(4);
        one.Cells.ShouldAllBe(c => c.Id.Length == 12);
        Plan("seeds: [1, 2]\naxes: { iterations: [5, 6] }", "name: other\nbase: tiny-shapes\n").Cells.Select(c => c.Id).ShouldNotContain(one.Cells[0].Id);
    }

    [Theory]
    [InlineData("1", "4")]
    [InlineData("4", "4 7 8 9")]
    [InlineData("2,9", "2 9")]
    [InlineData("5,", "5")]
    public void Seeds_can_be_chosen(string choice, string seeds) =>
        SweepFileReader.Parse(Head + "seeds: [4, 7]", "s.yaml", SeedChoice.Parse(choice)).Plan!.Seeds.ShouldBe(seeds.Split(' ').Select(int.Parse));

    [Theory, InlineData("x"), InlineData("0"), InlineData(""), InlineData("1,x")]
    public void Seeds_that_are_none_are_refused(string choice) =>
        Should.Throw<UserErrorException>(() => SeedChoice.Parse(choice)).Message.ShouldStartWith($"--seeds is '{choice}'");

    [Fact]
    public void Without_seeds_it_is_the_base_s_own() => Plan("").Cells.ShouldHaveSingleItem().Seed.ShouldBe(1);

    [Fact]
    public void Every_sweep_that_comes_with_the_platform_can_be_laid_out()
    {
        SweepFileReader.Names.ShouldContain("dupl-shapes-ladder");
        foreach (var name in SweepFileReader.Names)
            SweepFileReader.Read(name).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void DuPL_s_ladder_has_a_switch_more_with_every_step_and_ends_in_the_method_itself()
    {
        var rows = SweepFileReader.Read("dupl-shapes-ladder").Plan!.Rows;
        string[] components = ["dual-student", "loss-dis", "dta", "anf", "loss-reg"];
        rows.Select(r => components.Count(c => r.Cells[0].Config.Switches[c])).ShouldBe([0, 1, 2, 3, 4, 5]);
        var whole = TrainingConfigReader.Read("dupl-shapes");
        rows[^1].Cells[0].ConfigHash.ShouldBe(TrainingConfigReader.HashOf(MethodCatalog.Definition("dupl").Complete(whole)));
    }

    static SweepPlan Plan(string yaml, string head = Head)
    {
        var reading = SweepFileReader.Parse(head + yaml, "s.yaml");
        reading.Faults.ShouldBeEmpty();
        return reading.Plan!;
    }
}
