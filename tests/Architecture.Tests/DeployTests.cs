using System.Diagnostics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Platform.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Platform.Architecture.Tests;

/// <summary>
/// Manifests for schedulers that do not run where the tests do, held against KEDA's published schema, whose
/// <c>spec.jobTargetRef</c> is Kubernetes' JobSpec. Storage and secrets are few fields, named here.
/// </summary>
public partial class DeployTests
{
    const string ScaledJob = "deploy/kubernetes/trainers-scaledjob.yaml";
    const string Job = "deploy/kubernetes/trainers-job.yaml";

    [Fact]
    public async Task The_scaled_job_is_of_KEDA_s_form() => (await ValidateAsync(Documents(ScaledJob).Single(d => (string?)d["kind"] == "ScaledJob"))).ShouldBeEmpty();

    [Fact]
    public async Task The_job_is_of_Kubernetes_form()
    {
        var job = Documents(Job).Single();
        ((string?)job["apiVersion"], (string?)job["kind"]).ShouldBe(("batch/v1", "Job"));
        job["metadata"]!["name"].ShouldNotBeNull();
        (await ValidateAsync(Around(job["spec"]!))).ShouldBeEmpty();
    }

    [Theory, InlineData("imagee", "template.spec.containers[0]"), InlineData("restartPolicyy", "template.spec.restartPolicyy")]
    public async Task A_field_that_does_not_exist_is_noticed(string field, string at)
    {
        var job = (JObject)Documents(Job).Single()["spec"]!;
        var place = field == "imagee" ? job["template"]!["spec"]!["containers"]![0]! : job["template"]!["spec"]!;
        place[field] = "x";
        (await ValidateAsync(Around(job))).ShouldHaveSingleItem().ShouldContain(at);
    }

    [Fact]
    public void It_scales_on_the_queue_in_which_cells_wait()
    {
        var trigger = Documents(ScaledJob).Single(d => (string?)d["kind"] == "ScaledJob")["spec"]!["triggers"]!.Single();
        ((string?)trigger["type"]).ShouldBe("rabbitmq");
        ((JObject)trigger["metadata"]!).Properties().Select(p => p.Name).Except(["protocol", "queueName", "mode", "value"]).ShouldBeEmpty("fields of the rabbitmq scaler");
        SourceTree.Read("src/Contracts/Commands/StartRun.cs").ShouldContain($"Queue = \"{trigger["metadata"]!["queueName"]}\"");
        var secret = Documents(ScaledJob).Single(d => (string?)d["kind"] == "TriggerAuthentication");
        ((string?)trigger["authenticationRef"]!["name"]).ShouldBe((string?)secret["metadata"]!["name"]);
        ((JObject)secret["spec"]!["secretTargetRef"]!.Single()).Properties().Select(p => p.Name).ShouldBe(["parameter", "name", "key"]);
    }

    [Theory, InlineData(ScaledJob), InlineData(Job)]
    public void Volumes_are_those_of_the_storage(string file)
    {
        var claims = Documents("deploy/kubernetes/storage.yaml").Select(d => (string?)d["metadata"]!["name"]).ToArray();
        var used = Documents(file).SelectMany(d => d.SelectTokens("..claimName")).Select(t => (string?)t);
        used.ShouldBe(claims, ignoreOrder: true);
    }

    [Theory, InlineData(ScaledJob), InlineData(Job), InlineData("deploy/slurm/trainers.sbatch")]
    public void The_platform_s_settings_are_known_ones(string file)
    {
        var known = SourceTree.Read("docs/settings.md");
        Setting().Matches(SourceTree.Read(file)).Select(m => m.Value).Distinct().Where(v => v != "PLATFORM_DATA" && !known.Contains($"`{v}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory, InlineData(ScaledJob), InlineData(Job), InlineData("deploy/slurm/trainers.sbatch"), InlineData("deploy/compose.trainers.yaml")]
    public void Trainers_are_begun_with_options_the_command_has(string file)
    {
        var known = SourceTree.Read("src/Platform/Commands/WorkCommand.cs");
        var text = SourceTree.Read(file);
        text.ShouldMatch("\\bwork\\b");
        var options = text.Split('\n').Where(l => !l.StartsWith('#') && WorkLine().IsMatch(l)).SelectMany(l => Option().Matches(l)).Select(m => m.Value);
        options.Where(o => !known.Contains($"(\"{o}\")", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_array_job_is_a_script_whose_directives_Slurm_knows()
    {
        const string file = "deploy/slurm/trainers.sbatch";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", Path.Combine(RepositoryRoot.Path, file)]) { RedirectStandardError = true })!;
        var error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        error.ShouldBeEmpty();
        string[] known = ["job-name", "nodes", "ntasks", "cpus-per-task", "gres", "mem", "time", "signal", "requeue", "open-mode", "output"];
        Directive().Matches(SourceTree.Read(file)).Select(m => m.Groups[1].Value).ShouldBe(known);
    }

    // the schema is of scaled jobs
    static JObject Around(JToken job) => new()
    {
        ["spec"] = new JObject { ["jobTargetRef"] = job, ["triggers"] = new JArray(new JObject { ["type"] = "cron", ["metadata"] = new JObject() }) },
    };

    static async Task<IEnumerable<string>> ValidateAsync(JObject manifest)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Path, "tests/Architecture.Tests/Schemas/keda-scaledjob.schema.json"));
        return schema.Validate(manifest).Select(e => $"{e.Path} {e.Kind}");
    }

    static IReadOnlyList<JObject> Documents(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(SourceTree.Read(file));
        yaml.Load(reader);
        return [.. yaml.Documents.Select(d => (JObject)Json(d.RootNode))];
    }

    static JToken Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(c => new JProperty(c.Key.ToString(), Json(c.Value)))),
        YamlSequenceNode list => new JArray(list.Select(Json)),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, out var number) => new JValue(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => new JValue(scalar.Value == "true"),
        _ => new JValue(((YamlScalarNode)node).Value),
    };

    [GeneratedRegex("PLATFORM_[A-Za-z_]+")]
    private static partial Regex Setting();

    [GeneratedRegex("\\bwork\\b.*--|args:")]
    private static partial Regex WorkLine();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("^#SBATCH --([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
