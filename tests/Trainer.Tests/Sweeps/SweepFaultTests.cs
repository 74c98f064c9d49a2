using System.Text.RegularExpressions;
using Platform.Contracts;
using Platform.Trainer.Sweeps;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Sweeps;

public sealed partial class SweepFaultTests
{
    [Theory]
    [InlineData("nam: x", "s.yaml:3: unknown key 'nam'; did you mean 'name'?")]
    [InlineData("set:\n  optimizer.learningRat: 1", "s.yaml:4: unknown key 'optimizer.learningRat'; did you mean 'optimizer.learningRate'?")]
    [InlineData("set: { learningRate: 1 }", "s.yaml:3: unknown key 'learningRate'; did you mean 'optimizer.learningRate'?")]
    [InlineData("set:\n  optimizer:\n    foo: 1", "s.yaml:5: unknown key 'optimizer.foo'; known keys of optimizer:")]
    [InlineData("set: { iterations: many }", "s.yaml:3: iterations is \"many\", expected a whole number")]
    [InlineData("set: { iterations: 1.5 }", "s.yaml:3: iterations is 1.5, expected a whole number")]
    [InlineData("set: { dataset.flip: 1 }", "s.yaml:3: dataset.flip is 1, expected true or false")]
    [InlineData("set: { switches.pct: on }", "s.yaml:3: method 'baseline' has no switches.pct; did you mean 'switches.ptc'?")]
    [InlineData("set: { lossWeights.dis: 1 }", "s.yaml:3: method 'baseline' has no lossWeights.dis; ")]
    [InlineData("set: { method: magic }", "s.yaml:3: method 'magic' is unknown; known: baseline")]
    [InlineData("set: { dataset.cropSize: 30 }", "s.yaml:3: dataset.cropSize is 30, it must be divisible by backbone.patchSize")]
    [InlineData("set: { seed: 3 }", "s.yaml:3: seed is no setting of a sweep")]
    [InlineData("set: 3", "s.yaml:3: set is 3, expected key paths with values")]
    [InlineData("seeds: 3", "s.yaml:3: seeds is 3, expected a list of whole numbers")]
    [InlineData("seeds: []", "s.yaml:3: seeds is an empty list")]
    [InlineData("seeds:\n  - 1\n  - two", "s.yaml:5: a seed is \"two\", expected a whole number")]
    [InlineData("seeds: [1, 2, 1]", "s.yaml:3: the seed 1 is there twice")]
    [InlineData("ladder: { stepz: 1, steps: [] }", "s.yaml:3: unknown key 'stepz' in ladder; did you mean 'steps'?")]
    [InlineData("ladder:\n  - name: a\n    sett: {}", "s.yaml:5: unknown key 'sett' in a step; did you mean 'set'?")]
    [InlineData("ladder:\n  - set: { iterations: 3 }", "s.yaml:4: a step has no 'name'")]
    [InlineData("ladder:\n  - name: a\n  - name: a", "s.yaml:5: the step 'a' is there twice")]
    [InlineData("ladder:\n  - name: a\n    set:\n      iterations: x", "s.yaml:6: iterations is \"x\"")]
    [InlineData("axes:\n  iterations: 3", "s.yaml:4: iterations is 3, expected a list of values or a range")]
    [InlineData("axes:\n  iterations: []", "s.yaml:4: iterations is an empty list")]
    [InlineData("axes:\n  iterations: [1,\n    x]", "s.yaml:5: iterations is \"x\"")]
    [InlineData("axes:\n  iterations: { from: 3, to: 1, step: 1 }", "s.yaml:4: the range of iterations needs a step above 0")]
    [InlineData("axes:\n  iterations: { from: 1, step: 1 }", "s.yaml:4: to in the range of iterations is missing")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2 }", "s.yaml:4: the range of iterations takes step or count, as strategy grid tries every value")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2, count: 1 }", "s.yaml:4: count in the range of iterations")]
    [InlineData("axes:\n  optimizer.weightDecay: { from: 0, to: 2, count: 3, log: true }", "s.yaml:4: the range of optimizer.weightDecay has log")]
    [InlineData("axes: { iterations: [1] }\nladder:\n  - { name: a, set: { iterations: 3 } }", "s.yaml:5: iterations is an axis and also set by the step 'a'")]
    [InlineData("axes: { iterations: { from: 1, to: 90, step: 1 }, seed2: [1] }", "s.yaml:3: unknown key 'seed2'; did you mean 'seed'?")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2, step: 1, count: 2 }", "s.yaml:4: the range of iterations takes either step or count")]
    [InlineData("ladder: { form: leave-one-in, steps: [] }", "s.yaml:3: ladder.form is \"leave-one-in\", did you mean 'leave-one-out'? allowed: cumulative, leave-one-out")]
    [InlineData("strategy: gridd", "s.yaml:3: strategy is \"gridd\", did you mean 'grid'? allowed: grid, ladder, random, tpe")]
    [InlineData("axes: { optimizer.learningRat: { from: 1, to: 2 } }\nstrategy: { kind: random, points: 1 }", "s.yaml:3: unknown key 'optimizer.learningRat'; did you mean 'optimizer.learningRate'?")]
    [InlineData("axes: { cam.highThreshold: { from: 0.5, to: 2 } }\nstrategy: { kind: random, points: 1 }", "s.yaml:3: cam.highThreshold is 2, it must be between 0 and 1")]
    [InlineData("axes: { cam.highThreshold: { from: 0.5, to: 0.9 } }\nstrategy: { kind: tpa, points: 1 }", "s.yaml:4: strategy.kind is \"tpa\", did you mean 'tpe'?")]
    [InlineData("strategy: ladder", "s.yaml:3: strategy is ladder and there is no 'ladder'")]
    [InlineData("strategy: { kind: grid, point: 3 }", "s.yaml:3: unknown key 'point' in strategy; did you mean 'points'?")]
    [InlineData("strategy: { kind: grid, parallel: 0 }", "s.yaml:3: strategy.parallel is 0, expected a whole number from 1 to 1000")]
    [InlineData("axes: { iterations: [1, 2] }\nstrategy: random", "s.yaml:4: strategy random has no end: say strategy.points or budget.runs")]
    [InlineData("asha: { from: 30 }", "s.yaml:3: asha.from is 30; runs are evaluated every 25 iterations (schedule.evaluateEvery)")]
    [InlineData("asha: { from: 50 }", "s.yaml:3: asha.from is 50, expected less than iterations, which is 50")]
    [InlineData("asha: { factor: 3 }", "s.yaml:3: asha has no 'from', the iteration of the first rung")]
    [InlineData("adaptiveSeeds: { width: 0 }", "s.yaml:3: adaptiveSeeds.width is 0, expected a number above 0")]
    [InlineData("adaptiveSeeds: { width: 1, against: last }", "s.yaml:3: adaptiveSeeds.against is \"last\", allowed: before, first")]
    [InlineData("budget: { hours: many }", "s.yaml:3: budget.hours is \"many\", expected a number above 0")]
    [InlineData("budget: 3", "s.yaml:3: budget is 3, expected runs, hours")]
    [InlineData("priority: 101", "s.yaml:3: priority is 101, expected a whole number from -100 to 100")]
    [InlineData("constraints: [cam.lowThreshld < 1]", "s.yaml:3: constraint 'cam.lowThreshld < 1': unknown key 'cam.lowThreshld'; did you mean 'cam.lowThreshold'?")]
    [InlineData("constraints: [cam.lowThreshold <]", "s.yaml:3: constraint 'cam.lowThreshold <': it ends where a value is expected")]
    [InlineData("constraints: [iterations]", "s.yaml:3: constraint 'iterations': expected a condition, not a number")]
    [InlineData("constraints: [method > 3]", "s.yaml:3: constraint 'method > 3': '>' compares text with a number")]
    [InlineData("constraints: [switches.pct]", "s.yaml:3: constraint 'switches.pct': the configuration has no switches.pct")]
    [InlineData("constraints: [iterations > 50]", "s.yaml:3: the constraints leave no combination")]
    [InlineData("objective: loss", "s.yaml:3: objective is 'loss', expected miou/SPLIT/OUTPUT")]
    [InlineData("objective: miou/test/seg", "objective miou/test/seg is of the split 'test'; evaluated is 'val'")]
    [InlineData("name: b", "s.yaml:3: the key 'name' is there twice")]
    public void A_fault_is_named_with_its_line_and_the_nearest_key(string yaml, string fault) =>
        WithoutColumn(Faults("name: s\nbase: tiny-shapes\n" + yaml).ShouldHaveSingleItem()).ShouldContain(fault);

    [Fact]
    public void All_faults_of_a_file_are_told_in_the_order_of_their_lines() => Faults("""
        name: Not A Folder
        base: tiny-shapes
        bse: 1
        seeds: [x]
        set:
          iterations: many
        ladder:
          - nam: a
          - name: b
            set: { switches.pct: on, dataset.cropSize: 30, backbone.heads: 0 }
        axes:
          dataset.flip: []
        objective: none
        """).Select(f => WithoutColumn(f).Split(": ")[0]).ShouldBe(
        ["s.yaml:1", "s.yaml:3", "s.yaml:4", "s.yaml:6", "s.yaml:8", "s.yaml:8", "s.yaml:10", "s.yaml:10", "s.yaml:10", "s.yaml:12", "s.yaml:13"]);

    [Fact]
    public void Ten_faults_of_one_file_are_told_at_once_each_with_line_and_column() => Faults("""
        name: s
        base: tiny-shapes
        sets: {}
        seeds: [1, two]
        set:
          optimizer.learningRat: 1
          dataset: { batchSize: many }
          cam.highThreshold: 2
        axes:
          dataset.flip: [on, 3]
          backbone.depth: { from: 4, to: 2, integer: on }
        constraints: [backbone.dept < 3]
        strategy: { kind: tpa, points: 0 }
        objective: loss
        """).ShouldBe(
        [
            "s.yaml:3:1: unknown key 'sets'; did you mean 'set'?",
            "s.yaml:4:12: a seed is \"two\", expected a whole number",
            "s.yaml:6:3: unknown key 'optimizer.learningRat'; did you mean 'optimizer.learningRate'?",
            "s.yaml:7:14: dataset.batchSize is \"many\", expected a whole number",
            "s.yaml:8:3: cam.highThreshold is 2, it must be between 0 and 1",
            "s.yaml:10:22: dataset.flip is 3, expected true or false",
            "s.yaml:11:3: the range of backbone.depth needs from to be less than to",
            "s.yaml:12:15: constraint 'backbone.dept < 3': unknown key 'backbone.dept'; did you mean 'backbone.depth'?",
            "s.yaml:13:13: strategy.kind is \"tpa\", did you mean 'tpe'? allowed: grid, ladder, random, tpe",
            "s.yaml:13:24: strategy.points is 0, expected a whole number from 1 to 10000",
            "s.yaml:14:1: objective is 'loss', expected miou/SPLIT/OUTPUT, accuracy/SPLIT/OUTPUT or iou/SPLIT/OUTPUT/CLASS, as in miou/val/seg",
        ]);

    [Theory]
    [InlineData("base: tiny-shapes", "s.yaml:1: 'name' is missing")]
    [InlineData("name: s", "s.yaml:1: 'base' is missing")]
    [InlineData("name: s\nbase: nothing", "no configuration 'nothing'; there are:")]
    [InlineData("name: [", "s.yaml:2: not valid YAML:")]
    [InlineData("", "s.yaml:1: the file is empty")]
    [InlineData("- 1", "s.yaml:1: the sweep file is a list, expected keys with values")]
    public void A_file_that_says_nothing_is_told(string yaml, string fault) => WithoutColumn(Faults(yaml)[0]).ShouldContain(fault);

    [Fact]
    public void Too_many_cells_are_refused_before_they_are_made() => Faults("""
        name: s
        base: tiny-shapes
        axes:
          iterations: { from: 1, to: 900, step: 1 }
          schedule.logEvery: { from: 1, to: 900, step: 1 }
        """).ShouldHaveSingleItem().ShouldContain("more than 10000 cells");

    [Fact]
    public void A_base_beside_the_file_is_found_and_its_own_faults_have_its_lines()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["x"]);
        File.WriteAllText(Path.Combine(folder["x"], "base.json"), "{\n\"experiment\": 1 }");
        File.WriteAllText(Path.Combine(folder["x"], "s.yaml"), "name: s\nbase: base.json");
        SweepFileReader.Read(Path.Combine(folder["x"], "s.yaml")).Faults.ShouldHaveSingleItem().ShouldContain("base.json:2: experiment is 1, expected a string");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_those_that_are()
    {
        Should.Throw<UserErrorException>(() => SweepFileReader.Read("nothing")).Message.ShouldContain("dupl-shapes-ladder");
        Should.Throw<UserErrorException>(() => SweepFileReader.Read("nothing.yaml")).Message.ShouldBe("nothing.yaml: no such sweep file");
    }

    static string WithoutColumn(string fault) => Column().Replace(fault, "$1: ");

    [GeneratedRegex(@"^(s\.yaml:\d+):\d+: ")]
    private static partial Regex Column();

    static IReadOnlyList<string> Faults(string yaml)
    {
        var reading = SweepFileReader.Parse(yaml, "s.yaml");
        reading.Plan.ShouldBeNull();
        return reading.Faults;
    }
}
