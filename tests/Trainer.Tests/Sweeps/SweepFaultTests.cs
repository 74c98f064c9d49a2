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
    [InlineData("ladder: { stepz: 1, steps: [{ name: a }] }", "s.yaml:3: unknown key 'stepz' in ladder; did you mean 'steps'?")]
    [InlineData("ladder:\n  - name: a\n    sett: {}", "s.yaml:5: unknown key 'sett' in a step; did you mean 'set'?")]
    [InlineData("ladder:\n  - set: { iterations: 3 }", "s.yaml:4: a step has no 'name'")]
    [InlineData("ladder:\n  - name: a\n  - name: a", "s.yaml:5: the step 'a' is there twice")]
    [InlineData("ladder:\n  - name: a\n    set:\n      iterations: x", "s.yaml:6: iterations is \"x\"")]
    [InlineData("axes:\n  iterations: 3", "s.yaml:4: iterations is 3, expected a list of values or a range")]
    [InlineData("axes:\n  iterations: []", "s.yaml:4: iterations is an empty list")]
    [InlineData("axes:\n  iterations: [1,\n    x]", "s.yaml:5: iterations is \"x\"")]
    [InlineData("axes:\n  iterations: { from: 3, to: 1, step: 1 }", "s.yaml:4: the range of iterations needs from to be less than to")]
    [InlineData("axes:\n  iterations: { from: 1, step: 1 }", "s.yaml:4: to in the range of iterations is missing")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2 }", "s.yaml:4: the range of iterations takes step or count, as strategy grid tries every value")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2, count: 1 }", "s.yaml:4: count in the range of iterations")]
    [InlineData("axes:\n  optimizer.weightDecay: { from: 0, to: 2, count: 3, log: true }", "s.yaml:4: the range of optimizer.weightDecay has log")]
    [InlineData("axes: { iterations: [1] }\nladder:\n  - { name: a, set: { iterations: 3 } }", "s.yaml:5: iterations is an axis and also set by the step 'a'")]
    [InlineData("axes: { iterations: { from: 1, to: 90, step: 1 }, seed2: [1] }", "s.yaml:3: unknown key 'seed2'; did you mean 'seed'?")]
    [InlineData("axes:\n  iterations: { from: 1, to: 2, step: 1, count: 2 }", "s.yaml:4: the range of iterations takes either step or count")]
    [InlineData("ladder: { form: leave-one-in, steps: [{ name: a }] }", "s.yaml:3: ladder.form is \"leave-one-in\", did you mean 'leave-one-out'? allowed: cumulative, leave-one-out")]
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
    [InlineData("constraints: [iterations > 50]", "s.yaml:3: constraint 'iterations > 50': no combination meets it")]
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
            "s.yaml:4:12: a seed is \"two\", expected a whole number from 0 to 2000000000",
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
    [InlineData("name: s\nbase: dupl-shape", "no configuration 'dupl-shape'; did you mean 'dupl-shapes'?")]
    [InlineData("name: s\nbase: []", "s.yaml:2: base is a list, expected a configuration's name, the path of one, or the configuration itself")]
    [InlineData("name: \"s\\n\"\nbase: tiny-shapes", "s.yaml:1: name is 's '; it takes small letters")]
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
        """).ShouldHaveSingleItem().ShouldContain("s.yaml:3:1: axes, ladder and seeds make 810000 cells, more than 10000");

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

    [Theory]
    // the same setting from two sides
    [InlineData("axes:\n  cam: { highThreshold: [0.5, 0.6] }\n  cam.highThreshold: [0.7]", "5:3: the axis cam.highThreshold is there twice")]
    [InlineData("axes:\n  switches: [[ptc]]\n  switches.ptc: [on]", "5:3: the axes switches and switches.ptc set the same", "4:14: switches is a list, expected an object")]
    [InlineData("axes:\n  switches.ptc: [on, off]\nladder:\n  - { name: a, set: { switches: { ptc: off } } }", "6:35: switches.ptc is an axis and also set by the step 'a'")]
    [InlineData("set:\n  optimizer.learningRate: 0.1\n  optimizer: { learningRate: 0.2 }", "5:16: optimizer.learningRate is there twice in set")]
    [InlineData("axes:\n  dataset: [{ batchSize: 1 }, { batchSize: 2 }]", "4:13: a value of the axis dataset is an object;", "4:31: a value of the axis dataset is an object;")]
    [InlineData("axes:\n  iterations: [10, 20, 10]", "4:24: the value 10 is there twice in the axis iterations")]
    // nothing where something is expected
    [InlineData("axes: {}", "3:1: axes names no setting")]
    [InlineData("ladder: []", "3:1: ladder is an empty list of steps")]
    [InlineData("ladder: [{ name: '', set: { switches.ptc: on } }]", "3:12: a step's name is empty")]
    [InlineData("axes:\nseeds:\nset:\nladder:\nconstraints:", "3:1: axes is null", "4:1: seeds is null", "5:1: set is null", "6:1: ladder is null", "7:1: constraints is null")]
    // ranges
    [InlineData("axes:\n  optimizer.learningRate: { from: 3, to: 1, count: 3 }", "4:3: the range of optimizer.learningRate needs from to be less than to")]
    [InlineData("axes:\n  optimizer.learningRate: { from: .nan, to: .inf, count: 3 }", "4:29: from in the range of optimizer.learningRate is \".nan\"", "4:41: to in the range of optimizer.learningRate is \".inf\"")]
    [InlineData("axes:\n  optimizer.learningRate: { from: -7e28, to: 7e28, step: 1 }", "4:29: from in the range of optimizer.learningRate is -7e28, expected a number no larger", "4:42: to in the range")]
    [InlineData("axes:\n  optimizer.learningRate: { from: 1e-300, to: 1, count: 3, log: on }", "4:29: from in the range of optimizer.learningRate is 1e-300, expected a number no larger")]
    [InlineData("axes:\n  optimizer.learningRate: { from: -1e15, to: 1e15, step: 1e-15 }", "4:3: the range of optimizer.learningRate has more than 1000 values")]
    [InlineData("axes:\n  iterations: { from: 0.5, to: 3.5, step: 1, integer: on }", "4:3: the range of iterations has integer; from and to must be whole numbers")]
    [InlineData("axes:\n  iterations: { from: 1, to: 9, step: 0.5, integer: on }", "4:33: step in the range of iterations is 0.5, expected a whole number above 0")]
    [InlineData("axes:\n  iterations: { from: 1, to: 9, step: -1 }", "4:33: step in the range of iterations is -1, expected a number above 0")]
    // more than memory holds
    [InlineData("axes:\n  iterations: { from: 1, to: 1000, step: 1 }\n  schedule.logEvery: { from: 1, to: 1000, step: 1 }\n  schedule.evaluateEvery: { from: 1, to: 1000, step: 1 }", "3:1: axes, ladder and seeds make 1E+09 cells, more than 10000")]
    [InlineData("set: &a { k: &b { k: &c { k: &d { k: &e [1] } } } }\nx: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "4:", "nested deeper than 32 levels")]
    // constraints
    [InlineData("constraints: [iterations = 3]", "3:15: constraint 'iterations = 3': '=' at character 12 means nothing; did you mean '=='?")]
    [InlineData("axes: { iterations: [25, 50] }\nconstraints: [iterations > 25, iterations < 50]", "4:1: the constraints leave no combination")]
    [InlineData("axes: { iterations: [25, 50] }\nconstraints: [iterations > 25, iterations > 75]", "4:32: constraint 'iterations > 75': no combination meets it")]
    // objectives no run has
    [InlineData("objective: miou/val/sge", "3:1: objective miou/val/sge is of the output 'sge'; method 'baseline' has cam, cam-aux, seg")]
    [InlineData("set: { method: supervised }\nobjective: miou/val/cam-aux", "4:1: objective miou/val/cam-aux is of the output 'cam-aux'; method 'supervised' has cam, seg")]
    [InlineData("objective: iou/val/seg/dics", "3:1: objective iou/val/seg/dics is of the class 'dics'; ")]
    // seeds
    [InlineData("seeds: [-1, 3000000000]", "3:9: a seed is -1, expected a whole number from 0 to 2000000000", "3:13: a seed is 3000000000")]
    // places, and a line each
    [InlineData("description: [1]\nconstraints: [\"iterations\\n <\"]", "3:1: description is a list", "4:15: constraint 'iterations  <': it ends where a value is expected")]
    [InlineData("axes:\n  iterations: { from: 1, to: 3, log: please, count: 2 }", "4:33: log in the range of iterations is \"please\", expected true or false")]
    [InlineData("asha:\n  from: 500", "4:3: asha.from is 500, expected less than iterations")]
    [InlineData("set: { iterations: x }\nladder: [{ name: a, set: &s { dataset.flip: 3 } }, { name: b, set: *s }]", "3:8: iterations is \"x\"", "4:31: dataset.flip is 3")]
    [InlineData("set:\n\titerations: 3", "4:1: not valid YAML: a tab; YAML is indented with spaces")]
    [InlineData("---\nname: t", "3:1: a second document begins")]
    public void Every_fault_is_told_at_its_own_place(string yaml, params string[] faults)
    {
        var told = Faults("name: s\nbase: tiny-shapes\n" + yaml);
        foreach (var fault in faults)
            told.ShouldContain(t => t.Contains(fault, StringComparison.Ordinal), string.Join('\n', told));
        told.ShouldAllBe(t => !t.Contains('\n'));
    }

    [Fact]
    public void A_base_with_faults_hides_none_of_the_file_and_its_own_values_have_their_places() => Faults("""
        name: s
        base:
          method: baseline
          iterations: x
          dataset: { batchSize: many }
        set: { dataset.flip: 3 }
        """).Select(f => f.Split(": ")[0]).ShouldBe(["s.yaml:4:3", "s.yaml:5:14", "s.yaml:6:8"]);

    [Fact]
    public void A_file_without_base_has_its_other_faults_told() => Faults("name: s\nset: { iterations: x }\naxes: { optimizer.learningRat: [1, 2] }")
        .Select(f => f.Split(": ")[0]).ShouldBe(["s.yaml:1:1", "s.yaml:2:8", "s.yaml:3:9"]);

    [Fact]
    public void Aliases_of_aliases_are_counted_before_they_are_laid_out()
    {
        var yaml = "name: s\nbase: tiny-shapes\na: &a {" + Many("a") + "}\n"
            + string.Concat("bcdefghi".Select(c => $"{c}: &{c} {{{Many("*" + (char)(c - 1))}}}\n")) + "set: *i\n";
        Faults(yaml).ShouldContain(f => f.Contains("the file has more than 30000 values", StringComparison.Ordinal));
        static string Many(string value) => string.Join(", ", Enumerable.Range(0, 10).Select(i => $"k{i}: {value}"));
    }

    [Theory, InlineData("(", ")"), InlineData("not ", ""), InlineData("- ", "")]
    public void A_constraint_cannot_fill_the_stack(string before, string after) =>
        Faults($"name: s\nbase: tiny-shapes\nconstraints: [\"{Repeat(before)}iterations{Repeat(after)}\"]").ShouldHaveSingleItem().ShouldContain("it has more than 200 words and signs");

    static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 50_000));

    [Fact]
    public void Numbers_and_words_as_YAML_writes_them_are_taken()
    {
        var reading = SweepFileReader.Parse(
            "\uFEFFname: s\r\nbase: tiny-shapes\r\nset: { optimizer.learningRate: .5, optimizer.weightDecay: 0., cam.highThreshold: +0.75, dataset.flip: FALSE }\r\n", "s.yaml");
        reading.Faults.ShouldBeEmpty();
        var config = reading.Plan!.Cells.ShouldHaveSingleItem().Config;
        (config.Optimizer.LearningRate, config.Optimizer.WeightDecay, config.Cam.HighThreshold, config.Dataset.Flip).ShouldBe((0.5, 0, 0.75, false));
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_told()
    {
        const string sound = "name: s\nbase: tiny-shapes\nseeds: [1, 2]\nset: { iterations: 25 }\naxes:\n  dataset.flip: [on, off]\n  cam.highThreshold: { from: 0.5, to: 0.7, step: 0.1 }\nconstraints: ['iterations > 3']\nstrategy: { kind: random, points: 2 }\nbudget: { hours: 3 }\n";
        const string signs = "[]{}:,-&*!|>'\"%@`?# \n\t\\ux0189.e~\0";
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            var text = sound.ToCharArray();
            for (var change = 0; change <= i % 4; change++)
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            var (plan, faults) = SweepFileReader.Parse(new(text), "s.yaml");
            (plan is null).ShouldBe(faults.Count > 0, new string(text));
        }
    }

    [Fact]
    public void A_file_that_is_no_text_is_told_in_one_line()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["x"]);
        var (binary, long_) = (Path.Combine(folder["x"], "binary.yaml"), Path.Combine(folder["x"], "long.yaml"));
        File.WriteAllBytes(binary, [.. "name: s\nbase: "u8, 0xff, 0xfe]);
        File.WriteAllText(long_, "name: s\n" + new string('#', 2 << 20));
        Message(binary).ShouldBe($"{binary}:2:7: not UTF-8 text, which a sweep file is");
        Message(long_).ShouldBe($"{long_}:1:1: longer than 1 MiB, which no sweep file is");
        Message(folder["x"]).ShouldBe($"{folder["x"]}: a folder, not a sweep file");
        static string Message(string path) => Should.Throw<UserErrorException>(() => SweepFileReader.Read(path)).Message;
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
