using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Platform.TestKit;

namespace Platform.Architecture.Tests;

/// <summary>
/// Manifests for schedulers that do not run where the tests do, held against KEDA's published schema, whose
/// <c>spec.jobTargetRef</c> is Kubernetes' JobSpec. Storage and secrets are few fields, named here.
/// </summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public partial class DeployTests
{
    const string ScaledJob = "deploy/kubernetes/trainers-scaledjob.yaml";
    const string Job = "deploy/kubernetes/trainers-job.yaml";

    [Fact]
    public async Task The_scaled_job_is_of_KEDA_s_form() => (await ValidateAsync(YamlFiles.Documents(ScaledJob).Single(d => (string?)d["kind"] == "ScaledJob"))).ShouldBeEmpty();

    [Fact]
    public async Task The_job_is_of_Kubernetes_form()
    {
        var job = YamlFiles.Documents(Job).Single();
        ((string?)job["apiVersion"], (string?)job["kind"]).ShouldBe(("batch/v1", "Job"));
        job["metadata"]!["name"].ShouldNotBeNull();
        (await ValidateAsync(Around(job["spec"]!))).ShouldBeEmpty();
    }

    [Theory, InlineData("imagee", "template.spec.containers[0]"), InlineData("restartPolicyy", "template.spec.restartPolicyy")]
    public async Task A_field_that_does_not_exist_is_noticed(string field, string at)
    {
        var job = (JObject)YamlFiles.Documents(Job).Single()["spec"]!;
        var place = field == "imagee" ? job["template"]!["spec"]!["containers"]![0]! : job["template"]!["spec"]!;
        place[field] = "x";
        (await ValidateAsync(Around(job))).ShouldHaveSingleItem().ShouldContain(at);
    }

    [Fact]
    public void It_scales_on_the_queue_in_which_cells_wait()
    {
        var trigger = YamlFiles.Documents(ScaledJob).Single(d => (string?)d["kind"] == "ScaledJob")["spec"]!["triggers"]!.Single();
        ((string?)trigger["type"]).ShouldBe("rabbitmq");
        ((JObject)trigger["metadata"]!).Properties().Select(p => p.Name).Except(["protocol", "queueName", "mode", "value"]).ShouldBeEmpty("fields of the rabbitmq scaler");
        SourceTree.Read("src/Contracts/Commands/StartRun.cs").ShouldContain($"Queue = \"{trigger["metadata"]!["queueName"]}\"");
        var secret = YamlFiles.Documents(ScaledJob).Single(d => (string?)d["kind"] == "TriggerAuthentication");
        ((string?)trigger["authenticationRef"]!["name"]).ShouldBe((string?)secret["metadata"]!["name"]);
        ((JObject)secret["spec"]!["secretTargetRef"]!.Single()).Properties().Select(p => p.Name).ShouldBe(["parameter", "name", "key"]);
    }

    [Theory, InlineData(ScaledJob), InlineData(Job)]
    public void Volumes_are_those_of_the_storage(string file)
    {
        var claims = YamlFiles.Documents("deploy/kubernetes/storage.yaml").Select(d => (string?)d["metadata"]!["name"]).ToArray();
        var used = YamlFiles.Documents(file).SelectMany(d => d.SelectTokens("..claimName")).Select(t => (string?)t);
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
        var own = SourceTree.Read("src/Platform/Commands/WorkCommand.cs");
        var shared = SourceTree.Read("src/Platform/Commands/SharedOptions.cs").Split('\n')
            .Where(l => SharedOption().Match(l) is { Success: true } option && own.Contains($"SharedOptions.{option.Value},", StringComparison.Ordinal));
        var known = own + string.Concat(shared);
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

    [Theory, InlineData(0, false), InlineData(1, false), InlineData(143, true), UnsupportedOSPlatform("windows")]
    public void A_task_of_the_array_that_was_told_to_end_is_queued_again(int trainerEnds, bool again)
    {
        using var folder = new TempFolder();
        // in the place of Slurm's own
        Write("srun", $"echo \"$*\" >&2; exit {trainerEnds}");
        Write("scontrol", "echo \"$*\"");
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "deploy/slurm/trainers.sbatch")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("PATH", $"{folder.Path}:/usr/bin:/bin"), ("PLATFORM", "platform"), ("PLATFORM_Bus__Uri", "amqp://host/"), ("PLATFORM_Trainer__TrackerUrl", "http://host:5081/"), ("SLURM_JOB_ID", "17") })
            start.Environment[name] = value;
        using var script = Process.Start(start)!;
        var (output, errors) = (script.StandardOutput.ReadToEnd(), script.StandardError.ReadToEnd());
        script.WaitForExit();
        script.ExitCode.ShouldBe(trainerEnds, errors);
        errors.ShouldContain("platform work --idle-exit 600 --runs");
        output.Contains("requeue 17", StringComparison.Ordinal).ShouldBe(again, output);

        void Write(string name, string body)
        {
            File.WriteAllText(folder.Sub(name), $"#!/bin/bash\n{body}\n");
            File.SetUnixFileMode(folder.Sub(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // the schema is of scaled jobs
    static JObject Around(JToken job) => new()
    {
        ["spec"] = new JObject { ["jobTargetRef"] = job, ["triggers"] = new JArray(new JObject { ["type"] = "cron", ["metadata"] = new JObject() }) },
    };

    static Task<IEnumerable<string>> ValidateAsync(JObject manifest) => YamlFiles.FaultsAsync(manifest, "keda-scaledjob");

    [GeneratedRegex("PLATFORM_[A-Za-z_]+")]
    private static partial Regex Setting();

    [GeneratedRegex("\\bwork\\b.*--|args:")]
    private static partial Regex WorkLine();

    [GeneratedRegex("(?<= Option<.+> )\\w+(?= = )")]
    private static partial Regex SharedOption();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("^#SBATCH --([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
