using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Platform.TestKit;
using Platform.Trainer.Sweeps;

namespace Platform.Trainer.Tests.Sweeps;

public sealed class SweepSchemaTests
{
    static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Published => Path.Combine(RepositoryRoot.Path, "docs", "schemas", "sweep.schema.json");

    // to write it anew: PLATFORM_WRITE_SCHEMA=1 with this test
    [Fact]
    public void What_is_published_is_what_the_parser_knows()
    {
        var text = SweepSchema.Create().ToJsonString(s_written) + "\n";
        if (Environment.GetEnvironmentVariable("PLATFORM_WRITE_SCHEMA") == "1")
            File.WriteAllText(Published, text);
        File.ReadAllText(Published).ShouldBe(text);
    }

    [Fact]
    public async Task Every_sweep_that_comes_with_the_platform_is_of_that_form()
    {
        var schema = await JsonSchema.FromFileAsync(Published);
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "configs", "sweeps"), "*.yaml"))
        {
            schema.Validate(Json(File.ReadAllText(file))).Select(e => $"{Path.GetFileName(file)}: {e.Path} {e.Kind}").ShouldBeEmpty();
            File.ReadLines(file).First().ShouldBe("# yaml-language-server: $schema=../../docs/schemas/sweep.schema.json");
        }
    }

    [Theory]
    [InlineData("set: { optimizer.learningRate: 1, optimizer: { weightDecay: 0.1 }, switches.ptc: on, lossWeights: { seg: 1 } }")]
    [InlineData("axes: { cam.scales: [[1], [1, 0.5]], optimizer.learningRate: { from: 1e-5, to: 1e-2, log: true }, backbone: { depth: { from: 1, to: 9, integer: true } } }")]
    [InlineData("ladder: { form: leave-one-out, steps: [{ name: a }] }")]
    [InlineData("strategy: { kind: tpe, points: 4 }\nasha: { from: 25 }\nadaptiveSeeds: { width: 1, against: first }\nbudget: { hours: 0.5 }\nreuse: yes")]
    public async Task What_the_parser_reads_the_schema_takes(string yaml) => (await FaultsAsync(yaml)).ShouldBeEmpty();

    [Theory]
    [InlineData("sets: {}")]
    [InlineData("set: { optimizer.learningRat: 1 }")]
    [InlineData("set: { iterations: 1.5 }")]
    [InlineData("set: { seed: 1 }")]
    [InlineData("axes: { iterations: 3 }")]
    [InlineData("axes: { dataset.flip: { from: 1, to: 2 } }")]
    [InlineData("ladder: [{ nam: a }]")]
    [InlineData("strategy: gridd")]
    [InlineData("budget: { runs: 0 }")]
    [InlineData("objective: loss")]
    public async Task What_the_parser_refuses_the_schema_does(string yaml) => (await FaultsAsync(yaml)).ShouldNotBeEmpty();

    static async Task<IEnumerable<string>> FaultsAsync(string yaml) =>
        (await JsonSchema.FromFileAsync(Published)).Validate(Json($"name: s\nbase: tiny-shapes\n{yaml}")).Select(e => $"{e.Path} {e.Kind}");

    static string Json(string yaml)
    {
        var faults = new SweepFaults("s.yaml");
        return SweepBase.Written(YamlTree.Parse(yaml, "s.yaml", faults)!).ToJsonString();
    }
}
