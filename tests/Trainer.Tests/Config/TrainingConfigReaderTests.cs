using System.Text;
using Platform.Contracts;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Config;

public sealed class TrainingConfigReaderTests
{
    const string Small = """
        {
          "experiment": "e", "method": "baseline",
          "iterations": 10,
          "dataset": { "kind": "shapes", "folder": "shapes", "cropSize": 64 },
          "backbone": { "name": "vit", "patchSize": 8, "dim": 12, "depth": 4, "heads": 3 },
          "lossWeights": { "seg": 0.1 }
        }
        """;

    [Fact]
    public void Given_values_are_taken_and_the_others_are_defaults()
    {
        var config = Parse(Small);
        config.Iterations.ShouldBe(10);
        config.Dataset.CropSize.ShouldBe(64);
        config.Dataset.BatchSize.ShouldBe(4);
        config.LossWeights["seg"].ShouldBe(0.1);
        config.Cam.Scales.ShouldBe([1.0, 0.5, 1.5]);
    }

    [Fact]
    public void Overrides_are_read_as_their_target_needs_them()
    {
        var config = Parse(Small, "iterations=7", "optimizer.learningRate=1e-3", "dataset.flip=false", "experiment=12",
            "cam.scales=[1, 0.75]", "lossWeights.ptc=0.2", "switches.a.b=true", "name=null", "backbone.weights=x=y.pth");
        config.Iterations.ShouldBe(7);
        config.Optimizer.LearningRate.ShouldBe(1e-3);
        config.Dataset.Flip.ShouldBeFalse();
        config.Experiment.ShouldBe("12");
        config.Cam.Scales.ShouldBe([1, 0.75]);
        config.LossWeights.ShouldBe(new Dictionary<string, double> { ["seg"] = 0.1, ["ptc"] = 0.2 }, ignoreOrder: true);
        config.Switches["a.b"].ShouldBeTrue();
        config.Name.ShouldBeNull();
        config.Backbone.Weights.ShouldBe("x=y.pth");
    }

    [Theory]
    [InlineData("\"cropSize\"", "\"cropsize\"", "run.json:4: unknown key 'dataset.cropsize'; did you mean 'dataset.cropSize'?")]
    [InlineData("\"iterations\"", "\"batchSize\"", "run.json:3: unknown key 'batchSize'; did you mean 'dataset.batchSize'?")]
    [InlineData("\"cropSize\"", "\"zzz\"", "run.json:4: unknown key 'dataset.zzz'; known keys of dataset: kind, folder, ")]
    [InlineData("10,", "\"10\",", "run.json:3: iterations is \"10\", expected a whole number")]
    [InlineData("10,", "10.5,", "run.json:3: iterations is 10.5, expected a whole number")]
    [InlineData("10,", "null,", "run.json:3: iterations is null, expected a whole number")]
    [InlineData("0.1 }", "true }", "run.json:6: lossWeights.seg is true, expected a number")]
    [InlineData("0.1 }", "1e999 }", "run.json:6: lossWeights.seg is 1e999, expected a number")]
    [InlineData("{ \"seg\": 0.1 }", "[1]", "run.json:6: lossWeights is a list, expected an object, each value a number")]
    [InlineData("\"iterations\": 10,", "", "run.json:1: 'iterations' is missing; expected a whole number")]
    [InlineData("\"kind\": \"shapes\", ", "", "run.json:4: 'dataset.kind' is missing; expected a string")]
    [InlineData("10,", "10, \"iterations\": 11,", "run.json:3: the key 'iterations' is there twice")]
    [InlineData("10,", "10", "run.json:4: not valid JSON: ")]
    [InlineData("10,", "0,", "run.json:3: iterations is 0, it must be 1 or more")]
    [InlineData(": 64 }", ": 60 }", "run.json:4: dataset.cropSize is 60, it must be divisible by backbone.patchSize, which is 8")]
    [InlineData("\"heads\": 3", "\"heads\": 5", "run.json:5: backbone.dim is 12, it must be divisible by backbone.heads, which is 5")]
    [InlineData("\"shapes\", \"folder\"", "\"cifar\", \"folder\"", "run.json:4: dataset.kind is 'cifar', it must be one of: shapes, voc")]
    public void What_does_not_fit_is_an_error_that_names_the_place_and_the_key(string part, string replacement, string message)
    {
        Small.ShouldContain(part);
        Should.Throw<UserErrorException>(() => Parse(Small.Replace(part, replacement))).Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("iteration=5", "--set iteration=5: unknown key 'iteration'; did you mean 'iterations'?")]
    [InlineData("iterations=ten", "--set iterations=ten: iterations is 'ten', expected a whole number")]
    [InlineData("iterations=1.5", "--set iterations=1.5: iterations is 1.5, expected a whole number")]
    [InlineData("iterations", "--set iterations: expected key.path=value")]
    [InlineData("iterations.x=1", "--set iterations.x=1: iterations is a whole number and has no keys")]
    [InlineData("cam.scales=1.0", "--set cam.scales=1.0: cam.scales is 1.0, expected a list, each item a number")]
    [InlineData("cam.scales=[\"a\"]", "--set cam.scales=[\"a\"]: cam.scales[0] is \"a\", expected a number")]
    [InlineData("dataset.batchSize=0", "--set dataset.batchSize=0: dataset.batchSize is 0, it must be 1 or more")]
    [InlineData("switches.ptc=yes", "--set switches.ptc=yes: switches.ptc is 'yes', expected true or false")]
    public void A_wrong_override_is_an_error_that_repeats_it(string text, string message) =>
        Should.Throw<UserErrorException>(() => Parse(Small, text)).Message.ShouldBe(message);

    [Fact]
    public void The_whole_config_survives_the_way_through_its_canonical_form()
    {
        var config = Parse(Small, "switches.b=true", "switches.a=false");
        var json = TrainingConfigReader.ToJson(config);
        TrainingConfigReader.ToJson(Parse(json)).ShouldBe(json);
        json.IndexOf("\"a\":", StringComparison.Ordinal).ShouldBeLessThan(json.IndexOf("\"b\":", StringComparison.Ordinal));
        json.ShouldContain("\"highThreshold\":0.7"); // defaults are in it
    }

    [Fact]
    public void The_hash_tells_settings_apart_and_not_seeds_or_names_or_the_order_of_keys()
    {
        var hash = TrainingConfigReader.HashOf(Parse(Small));
        hash.Length.ShouldBe(64);
        TrainingConfigReader.HashOf(Parse(Small, "seed=9", "name=n", "experiment=x", "project=p")).ShouldBe(hash);
        TrainingConfigReader.HashOf(Parse(Small, "switches.a=true", "switches.b=true"))
            .ShouldBe(TrainingConfigReader.HashOf(Parse(Small, "switches.b=true", "switches.a=true")));
        TrainingConfigReader.HashOf(Parse(Small, "lossWeights.seg=0.2")).ShouldNotBe(hash);
        TrainingConfigReader.HashOf(Parse(Small, "cam.flip=false")).ShouldNotBe(hash);
    }

    [Fact]
    public void Every_config_that_comes_with_the_program_is_valid_and_known_by_name()
    {
        TrainingConfigReader.Names.ShouldContain("shapes-baseline");
        foreach (var name in TrainingConfigReader.Names)
            TrainingConfigReader.Read(name).Iterations.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_ablation_differs_in_one_switch()
    {
        var with = TrainingConfigReader.Read("shapes-baseline");
        var without = TrainingConfigReader.Read("shapes-baseline-no-ptc");
        without.Switches["ptc"].ShouldBeFalse();
        TrainingConfigReader.ToJson(without with { Name = with.Name, Switches = with.Switches }).ShouldBe(TrainingConfigReader.ToJson(with));
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones() =>
        Should.Throw<UserErrorException>(() => TrainingConfigReader.Read("shapes-baselin"))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("'shapes-baselin'"), m => m.ShouldContain("shapes-baseline-no-ptc"));

    [Fact]
    public void A_file_may_have_comments_and_lies_anywhere()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder["mine.json"], "// why\n" + Small);
        TrainingConfigReader.Read(folder["mine.json"]).Iterations.ShouldBe(10);
        Should.Throw<UserErrorException>(() => TrainingConfigReader.Read(folder["other.json"])).Message.ShouldEndWith("no such configuration file");
    }

    static TrainingConfig Parse(string json, params string[] overrides) =>
        TrainingConfigReader.Parse(Encoding.UTF8.GetBytes(json), "run.json", overrides);
}
