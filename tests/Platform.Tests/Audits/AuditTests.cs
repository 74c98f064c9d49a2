using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;

namespace Platform.Tests.Audits;

/// <summary>The audit's commands, as their users run them.</summary>
public sealed class AuditTests : IDisposable
{
    readonly TempFolder _home = new();
    readonly Guid _run = Guid.CreateVersion7();
    readonly List<byte[]> _lines = [];

    public void Dispose() => _home.Dispose();

    string Journal => _home.Sub("runs", _run.ToString(), "journal.jsonl");

    [SharedFact]
    public async Task Published_claims_are_audited_against_published_logs()
    {
        var example = Path.Combine(RepositoryRoot.Path, "docs", "examples", "published-claims.yaml");
        var audit = await PlatformProgram.RunAsync(_home.Path, ["audit", example, "--log", .. Directory.GetFiles(Path.Combine(SharedFolder.Path!, "logs")), "--json"]);
        audit.ExitCode.ShouldBe(1, audit.Errors);
        var report = JsonNode.Parse(audit.Output)!;
        ((bool)report["refuted"]!).ShouldBeTrue();
        report["assessments"]!.AsArray().Single(a => (string)a!["id"]! == "dupl-table3-ratio")!["verdict"]!.ToString().ShouldBe("contradicted");
        report["assessments"]!.AsArray().Single(a => (string)a!["id"]! == "dupl-table4-seg")!["evidence"]![0]!["text"]!.ToString().ShouldBe("69.889");
    }

    [Fact]
    public async Task A_run_is_audited_verified_proven_and_packed_and_what_is_changed_afterwards_is_found()
    {
        WriteRun();
        File.WriteAllText(_home.Sub("claims.yaml"), $$"""
            claims:
              - id: ours
                source: table 1
                text: ours
                run: {{_run}}
                number: { value: 65.0, split: val, select: last }
            """);
        var audit = await PlatformProgram.RunAsync(_home.Path, ["audit", _home.Sub("claims.yaml"), "--journal", _home.Sub("runs"), "--markdown", _home.Sub("a.md"), "--latex", _home.Sub("a.tex")]);
        audit.ExitCode.ShouldBe(0, audit.Output + audit.Errors);
        audit.Output.ShouldContain("confirmed ");
        audit.Output.ShouldContain("run audited entry 2");
        File.ReadAllText(_home.Sub("a.md")).ShouldContain("**confirmed**");
        File.ReadAllText(_home.Sub("a.tex")).ShouldContain("\\begin{longtable}");

        (await Run(0, "audit", "verify", _run.ToString())).ShouldContain("whole");
        (await Run(0, "audit", "checkpoint")).ShouldContain("4 entries logged");
        await Run(0, "audit", "prove", _run.ToString(), "--out", "proof.json");
        (await Run(0, "audit", "check", "proof.json", "--key", _home.Sub("data", "audit", "log.pub"), "--journal", Journal)).ShouldContain("holds: entry 3 of 4");
        await Run(0, "export", _run.ToString(), "--out", "run.zip", "--claims", "claims.yaml");
        (await Run(0, "audit", "check", "run.zip", "--key", _home.Sub("data", "audit", "log.pub"))).ShouldContain("holds: 1 runs");
        (await Run(0, "import", "run.zip", "--runs", "elsewhere")).ShouldContain("1 runs imported");
        File.ReadAllBytes(_home.Sub("elsewhere", _run.ToString(), "journal.jsonl")).ShouldBe(File.ReadAllBytes(Journal));
        (await Run(0, "audit", "selection", "--journal", "runs", "--claims", "claims.yaml")).ShouldContain("launched 1, completed 1");

        var bytes = File.ReadAllBytes(Journal);
        File.WriteAllBytes(Journal, bytes[..^(_lines[^1].Length + 1)]); // the chain of what is left is whole
        (await Run(1, "audit", "verify", _run.ToString())).ShouldContain("4 entries were logged, 3 are left");
        (await Run(1, "audit", "checkpoint")).ShouldContain("nothing was signed");
        (await Run(1, "audit", "check", "proof.json", "--key", _home.Sub("data", "audit", "log.pub"), "--journal", Journal)).ShouldContain("is not the proven one");
    }

    [Fact]
    public async Task A_fault_of_a_claims_file_is_told_in_one_line_with_its_place()
    {
        File.WriteAllText(_home.Sub("claims.yaml"), "claims:\n  - id: a\n    source: s\n    text: t\n    number: { valu: 3 }\n");
        var audit = await PlatformProgram.RunAsync(_home.Path, ["audit", _home.Sub("claims.yaml")]);
        audit.ExitCode.ShouldBe(1);
        audit.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("claims.yaml:5: 'number' of claim 'a': unknown key 'valu'");
    }

    async Task<string> Run(int code, params string[] arguments)
    {
        var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        program.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{program.Output}{program.Errors}");
        return program.Output;
    }

    // IoU 4/5 and 1/2: an mIoU of 65
    void WriteRun()
    {
        Add(new RunStarted
        {
            Project = "p", Experiment = "e", RunName = "audited", Method = "baseline", Backbone = "vit-tiny", Dataset = "shapes",
            SplitSizes = new Dictionary<string, int> { ["val"] = 10 }, Config = JsonSerializer.SerializeToElement(new { lr = 0.1 }), ConfigHash = JournalEntry.HashOf("c"u8),
            Switches = new Dictionary<string, bool>(), Seed = 1, TotalIterations = 100, Host = "h", Device = "cpu", Libraries = new Dictionary<string, string>(),
        });
        Add(new EvaluationCompleted
        {
            Iteration = 100, Split = "val", Output = "seg", Network = "student", ClassNames = ["a", "b"], Confusion = [[4, 0], [1, 1]], ImageCount = 10, MeanIou = 65,
            Protocol = new() { Scales = [1], Flip = false, Crf = false, ImageLabels = false, IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
        });
        Add(new CheckpointSaved { Iteration = 100, Path = "checkpoints/100", Sha256 = JournalEntry.HashOf("x"u8), SizeBytes = 1, IsBest = true, BestBy = "miou/val/seg" });
        Add(new RunCompleted { FinalIteration = 100, BestMeanIou = 65, BestIteration = 100 });
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        File.WriteAllBytes(Journal, [.. _lines.SelectMany(l => l.Append((byte)'\n'))]);
    }

    void Add(IRunEvent @event) => _lines.Add(JournalEntry.Write(new()
    {
        RunId = _run, Sequence = _lines.Count + 1, Attempt = 1, OccurredAt = new(2026, 5, 4, 9, 0, _lines.Count, TimeSpan.Zero),
        PreviousHash = _lines.Count == 0 ? JournalEntry.NoHash : JournalEntry.HashOf(_lines[^1]),
    }, @event).Bytes);
}
