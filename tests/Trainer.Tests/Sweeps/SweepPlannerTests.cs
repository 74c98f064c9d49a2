using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Sweeps;

public sealed class SweepPlannerTests
{
    const string Drawn = "axes: { optimizer.learningRate: { from: 1e-5, to: 1e-1, log: true }, dataset.batchSize: [2, 4] }\n";
    const string Ladder = "seeds: [1, 2, 3]\nladder:\n  - { name: base, set: { switches.ptc: off } }\n  - { name: +ptc, set: { switches.ptc: on } }\n";

    readonly SweepPlanner _planner = new();

    [Fact]
    public void A_grid_is_given_at_once_every_row_s_first_seed_before_any_second()
    {
        var draft = Plan("seeds: [1, 2]\naxes: { iterations: [50, 75] }");
        draft.Cells.Select(c => (c.Label, c.Seed)).ShouldBe([("iterations=50", 1), ("iterations=75", 1), ("iterations=50", 2), ("iterations=75", 2)]);
        draft.Axes.ShouldBe(["iterations"]);
        draft.Cells[1].Values.ShouldBe(new Dictionary<string, string> { ["iterations"] = "75" });
        Decide(draft, Standing(draft.Cells)).Finished.ShouldBeTrue();
    }

    [Fact]
    public void A_budget_of_runs_bounds_them() => Plan("seeds: [1, 2]\naxes: { iterations: [50, 75] }\nbudget: { runs: 3 }").Cells.Count.ShouldBe(3);

    [Fact]
    public void When_the_hours_are_spent_what_waits_is_given_up_and_what_runs_goes_on()
    {
        var draft = Plan("axes: { iterations: [50, 75] }\nbudget: { hours: 2 }");
        CellStanding[] cells = [Standing(draft.Cells[0]) with { State = SweepCellState.Running }, Standing(draft.Cells[1])];
        _planner.Decide(draft.Yaml, new(cells, 1.9)).Prune.ShouldBeEmpty();
        var decision = _planner.Decide(draft.Yaml, new(cells, 2));
        decision.Prune.ShouldBe([cells[1].Id]);
        decision.Finished.ShouldBeTrue();
    }

    [Fact]
    public void Constraints_leave_combinations_out()
    {
        var draft = Plan("axes: { dataset.cropSize: [32, 36, 64], dataset.batchSize: [2, 4] }\nconstraints: [dataset.cropSize / backbone.patchSize != 4.5 and not (dataset.cropSize == 64 and dataset.batchSize > 2)]");
        draft.Cells.Select(c => c.Label).ShouldBe(["cropSize=32 batchSize=2", "cropSize=32 batchSize=4", "cropSize=64 batchSize=2"]);
    }

    [Fact]
    public void Leave_one_out_has_all_and_all_but_each()
    {
        var draft = Plan("""
            ladder:
              form: leave-one-out
              steps:
                - { name: base, set: { switches: { ptc: off, par: off } } }
                - { name: +ptc, set: { switches.ptc: on } }
                - { name: +par, set: { switches.par: on } }
            """);
        draft.Cells.Select(c => c.Values["step"]).ShouldBe(["all", "without ptc", "without par"]);
        draft.Cells.Select(c => c.Config.GetProperty("switches")).Select(s => (s.GetProperty("ptc").GetBoolean(), s.GetProperty("par").GetBoolean()))
            .ShouldBe([(true, true), (false, true), (true, false)]);
    }

    [Fact]
    public void The_text_that_is_kept_is_what_was_read_and_lays_out_the_same_without_the_files()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["x"]);
        var source = Path.Combine(folder["x"], "s.yaml");
        File.WriteAllText(Path.Combine(folder["x"], "own.json"), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configs", "tiny-shapes.json")));
        File.WriteAllText(source, "name: s\nbase: own.json # ours\nseeds: [1, 2]");
        var plan = SweepFileReader.Read(source).Plan.ShouldNotBeNull();
        // edited while it is looked at
        File.WriteAllText(Path.Combine(folder["x"], "own.json"), "{}");
        File.WriteAllText(source, "name: another\nbase: tiny-shapes");
        var draft = SweepPlanner.Draft(plan);
        var again = _planner.Plan(draft.Yaml, "elsewhere");
        draft.Faults.ShouldBeEmpty();
        again.Faults.ShouldBeEmpty();
        again.Cells.Select(c => (c.Id, c.Name, c.ConfigHash)).ShouldBe(draft.Cells.Select(c => (c.Id, c.Name, c.ConfigHash)));
        draft.Cells[0].Name.ShouldBe("own s1");
        again.Yaml.ShouldBe(draft.Yaml);
    }

    [Theory]
    [InlineData("{ name: s, base: tiny-shapes, ladder: [{ name: +ptc, set: { switches.ptc: on } }] }")]
    [InlineData("{ name: s,\nbase: tiny-shapes,\nseeds: [1] }")]
    [InlineData("name: s\nbase: &b tiny-shapes\ndescription: *b")]
    [InlineData("name: s\nbase:\n  'tiny-shapes'\ndescription: \"🙂 +\"")]
    public void So_does_a_file_in_an_unusual_form(string yaml)
    {
        var draft = _planner.Plan(yaml, "s.yaml");
        var again = _planner.Plan(draft.Yaml, "elsewhere");
        again.Description.ShouldBe(draft.Description);
        again.Faults.ShouldBeEmpty();
        again.Cells.Select(c => (c.Id, c.Name)).ShouldBe(draft.Cells.Select(c => (c.Id, c.Name)));
    }

    [Fact]
    public void A_text_without_a_file_reaches_no_file_of_the_machine_it_is_read_on()
    {
        using var folder = new ScratchFolder();
        var own = folder["own.json"];
        File.WriteAllText(own, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configs", "tiny-shapes.json")));
        _planner.Plan($"name: s\nbase: {own}", "pasted").Faults.ShouldHaveSingleItem().ShouldStartWith("pasted:2:1: base ");
        // whoever asks says what the text is called
        _planner.Plan("name: s\nbase: own.json", own).Faults.ShouldHaveSingleItem().ShouldContain("no configuration 'own.json'");
    }

    [Theory]
    [InlineData("axes: { iterations: [50, 75] }", "grid")]
    [InlineData("axes: { iterations: [50, 75] }\nadaptiveSeeds: { width: 1 }", "grid with adaptive seeds")]
    [InlineData($"{Drawn}strategy: {{ kind: tpe, points: 4 }}\nasha: {{ from: 25 }}", "tpe with asha")]
    [InlineData($"{Ladder}", "ladder")]
    [InlineData($"{Ladder}axes: {{ iterations: [50, 75] }}", "grid")]
    public void The_strategy_is_told_in_words(string yaml, string words) => Plan(yaml).Strategy.ShouldBe(words);

    [Theory, InlineData("random"), InlineData("tpe")]
    public void What_is_drawn_is_drawn_again_by_whoever_asks_with_the_same_results(string kind)
    {
        var draft = Plan($"{Drawn}strategy: {{ kind: {kind}, points: 30, parallel: 4, startup: 5 }}");
        Plan($"{Drawn}strategy: {{ kind: {kind}, points: 30, parallel: 4, startup: 5 }}").Cells.Select(c => c.Id).ShouldBe(draft.Cells.Select(c => c.Id));
        var cells = draft.Cells.Select((c, i) => Completed(c, i)).ToList();
        while (cells.Count < 30)
        {
            var (one, other) = (Decide(draft, cells), new SweepPlanner().Decide(draft.Yaml, new([.. cells.AsEnumerable().Reverse()], 0)));
            one.Add.Count.ShouldBe(Math.Min(4, 30 - cells.Count));
            one.Add.Select(c => c.Id).ShouldBe(other.Add.Select(c => c.Id));
            cells.AddRange(one.Add.Select((c, i) => Completed(c, cells.Count + i)));
        }
        cells.Select(c => c.ConfigHash).Distinct().Count().ShouldBe(30);
        Decide(draft, cells).ShouldSatisfyAllConditions(d => d.Add.ShouldBeEmpty(), d => d.Finished.ShouldBeTrue());
    }

    [Fact]
    public void A_space_that_is_used_up_ends_the_sweep()
    {
        var draft = Plan("axes: { iterations: [50, 75, 100] }\nstrategy: { kind: tpe, points: 30, parallel: 30 }");
        draft.Cells.Count.ShouldBe(3);
        draft.Notes[0].ShouldStartWith("30 combinations are asked for, 3 were found");
        Decide(draft, [.. draft.Cells.Select((c, i) => Completed(c, i))]).Finished.ShouldBeTrue();
    }

    [Fact]
    public void No_more_are_drawn_than_may_be_open_at_a_time()
    {
        var draft = Plan($"seeds: [1, 2]\n{Drawn}strategy: {{ kind: tpe, points: 30, parallel: 3 }}");
        draft.Cells.Count.ShouldBe(6);
        Decide(draft, Standing(draft.Cells)).Add.ShouldBeEmpty();
        var first = draft.Cells.Where(c => c.Label == draft.Cells[0].Label).Select(c => c.Id).ToArray();
        var decision = Decide(draft, [.. draft.Cells.Select((c, i) => first.Contains(c.Id) ? Completed(c, i) : Standing(c))]);
        decision.Add.Select(c => c.Seed).ShouldBe([1, 2]);
        decision.Finished.ShouldBeFalse();
    }

    [Fact]
    public void Asha_ends_runs_at_work_and_no_others()
    {
        var draft = Plan("axes: { optimizer.learningRate: [1, 2, 3, 4] }\nset: { iterations: 100 }\nasha: { from: 25, factor: 2 }");
        draft.Rungs.ShouldBe([25, 50]);
        draft.KeepOneOf.ShouldBe(2);
        CellStanding At(int i, double value, SweepCellState state) => Standing(draft.Cells[i]) with { State = state, Evaluations = [new(25, value, i + 1)] };
        CellStanding[] cells = [At(0, 50, SweepCellState.Running), At(1, 40, SweepCellState.Running), At(2, 30, SweepCellState.Completed), Standing(draft.Cells[3])];
        Decide(draft, cells).Prune.ShouldBe([draft.Cells[1].Id]);
        // somebody had it go on
        cells[1] = cells[1] with { Evaluations = [.. cells[1].Evaluations.Select(e => e with { Kept = true })] };
        Decide(draft, cells).Prune.ShouldBeEmpty();
    }

    [Fact]
    public void A_step_that_changes_nothing_is_told()
    {
        var draft = Plan("""
            ladder:
              form: leave-one-out
              steps:
                - { name: base, set: { iterations: 60 } }
                - { name: +ptc, set: { switches.ptc: on } } # as in the base
            """);
        draft.Cells.ShouldHaveSingleItem();
        draft.Notes.ShouldHaveSingleItem().ShouldStartWith("'all' and 'without ptc' are one configuration");
        Plan(Ladder).Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Seeds_are_added_to_both_rows_until_the_difference_is_known_as_asked()
    {
        var draft = Plan($"{Ladder}adaptiveSeeds: {{ width: 2.2, most: 10 }}");
        var cells = draft.Cells.Select(c => Result(c)).ToList();
        var asked = new List<int>();
        while (Decide(draft, cells) is { Finished: false } decision)
        {
            asked.Add(decision.Add.Count);
            cells.AddRange(decision.Add.Select(Result));
        }
        asked.ShouldBe([6]); // deviation 1 at three seeds: six are wanted, three more a row
        cells.GroupBy(c => c.Label).ShouldAllBe(row => row.Select(c => c.Seed).Order().SequenceEqual(Enumerable.Range(1, 6)));

        // differences 1, 2, 3, 1, 2, 3
        static CellStanding Result(PlannedCell cell) => Completed(cell, 0) with
        {
            Evaluations = [new(50, cell.Label == "base" ? 50 + 10 * cell.Seed : 51 + 10 * cell.Seed + (cell.Seed - 1) % 3, 1)],
        };
    }

    [Fact]
    public void No_seed_is_added_while_one_is_open_nor_beyond_the_budget()
    {
        var draft = Plan($"{Ladder}adaptiveSeeds: {{ width: 0.01 }}\nbudget: {{ runs: 7 }}");
        CellStanding[] cells = [.. draft.Cells.Select(c => Completed(c, c.Label == "base" ? c.Seed : c.Seed * c.Seed))];
        Decide(draft, [.. cells[..^1], cells[^1] with { State = SweepCellState.Stale }]).ShouldSatisfyAllConditions(
            d => d.Add.ShouldBeEmpty(), d => d.Finished.ShouldBeFalse());
        Decide(draft, cells).Add.Count.ShouldBe(1);
    }

    SweepDraft Plan(string yaml)
    {
        var draft = _planner.Plan($"name: s\nbase: tiny-shapes\n{yaml}", "s.yaml");
        draft.Faults.ShouldBeEmpty();
        return draft;
    }

    SweepDecision Decide(SweepDraft draft, IReadOnlyList<CellStanding> cells) => _planner.Decide(draft.Yaml, new(cells, 0));

    static CellStanding[] Standing(IEnumerable<PlannedCell> cells) => [.. cells.Select(Standing)];

    static CellStanding Standing(PlannedCell cell) => new()
    {
        Id = cell.Id,
        State = SweepCellState.Queued,
        Label = cell.Label,
        Seed = cell.Seed,
        ConfigHash = cell.ConfigHash,
        Config = cell.Config,
        Values = cell.Values,
    };

    static CellStanding Completed(PlannedCell cell, int result) =>
        Standing(cell) with { State = SweepCellState.Completed, Evaluations = [new(25, 1, 2 * result), new(50, result * 37 % 100, 2 * result + 1)] };
}
