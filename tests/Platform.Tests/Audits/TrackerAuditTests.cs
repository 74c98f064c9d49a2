using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;

namespace Platform.Tests.Audits;

/// <summary>Runs that were trained here, audited from their journals and from a tracker, packed as a sweep, and published.</summary>
public sealed class TrackerAuditTests : IDisposable
{
    const string Sweep = """
        name: seeds
        base: tiny-shapes
        seeds: [1, 2]
        set:
          iterations: 4
          schedule: { evaluateEvery: 2, previewEvery: 4, checkpointEvery: 2 }
          dataset.shapes: { trainImages: 16, validationImages: 4 }
        ladder:
          - { name: baseline, set: { switches.ptc: off } }
        """;

    readonly TempFolder _home = new();

    string Runs => _home.Sub("data", "sweeps", "seeds", "runs");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Runs_of_a_sweep_are_audited_alike_from_journals_and_from_the_tracker_then_packed_and_checked()
    {
        File.WriteAllText(_home.Sub("seeds.yaml"), Sweep);
        await Run(0, "sweep", "run", "seeds.yaml", "--wait");
        File.WriteAllText(_home.Sub("claims.yaml"), Claims());
        await using var tracker = await TrackAsync();

        var journaled = JsonNode.Parse(await Run(1, "audit", "claims.yaml", "--journal", Runs, "--json"))!;
        var tracked = JsonNode.Parse(await Run(1, "audit", "claims.yaml", "--tracker", tracker.Url, "--json"))!;
        Verdicts(journaled).ShouldBe(["confirmed after rounding", "confirmed after rounding", "confirmed", "contradicted"]);
        tracked["assessments"]!.ToJsonString().ShouldBe(journaled["assessments"]!.ToJsonString(), "the same bytes give the same verdicts, reasons and places");
        tracked["selection"]!["groups"]!.ToJsonString().ShouldBe(journaled["selection"]!["groups"]!.ToJsonString(), "runs nobody cites are counted from the run table");
        tracked["selection"]!["groups"]![0]!["warnings"]!.ToJsonString().ShouldContain("1 of 2 runs are reported; seeds left out: 2");

        (await Run(0, "audit", "verify", Id(0), "--tracker", tracker.Url)).ShouldContain(": whole");
        await PublishAsync(tracker);
        await WithdrawAsync(tracker);
        await PackAsync();
    }

    [Fact]
    public async Task A_tracker_that_is_not_there_a_log_that_is_not_there_and_a_publication_without_a_tracker_are_told_in_one_line()
    {
        File.WriteAllText(_home.Sub("claims.yaml"), "claims:\n  - { id: a, source: s, text: t, run: r, number: { value: 3 } }\n");
        var nowhere = $"http://127.0.0.1:{FreePort.Next()}";
        await Told("does not answer", "audit", "claims.yaml", "--tracker", nowhere);
        await Told("did not take the claims", "audit", "claims.yaml", "--tracker", nowhere, "--publish");
        await Told($"the tracker {nowhere} does not answer", "audit", "list", "--tracker", nowhere);
        await Told($"the tracker {nowhere} does not answer", "audit", "withdraw", "claims", "--tracker", nowhere);
        await Told("--publish needs a tracker", "audit", "claims.yaml", "--publish");
        await Told("there is no log nothing.log", "audit", "claims.yaml", "--tracker", nowhere, "--publish", "--log", "nothing.log");
    }

    // of seed 1 the last mIoU to nine decimals and to one, a setting, and a number that is not there
    string Claims()
    {
        var events = File.ReadLines(Path.Combine(Runs, Id(0), "journal.jsonl")).Select(l => JournalEntry.Read(System.Text.Encoding.UTF8.GetBytes(l)).Event).ToArray();
        var last = events.OfType<EvaluationCompleted>().Last(e => e.Output == "seg").MeanIou;
        string Number(double value, string form) => value.ToString(form, CultureInfo.InvariantCulture);
        return $$"""
            claims:
              - { id: long, source: table 1, text: nine decimals, run: {{Id(0)}}, number: { value: {{Number(Math.Round(last, 9), "R")}}, split: val, select: last } }
              - { id: rounded, source: table 1, text: rounded, run: {{Id(0)}}, number: { value: {{Number(last, "0.0")}}, split: val, select: last } }
              - { id: setting, source: section 4, text: iterations, run: {{Id(0)}}, parameter: { name: iterations, value: 4 } }
              - { id: wrong, source: table 2, text: too good, run: {{Id(0)}}, number: { value: 99.9, split: val, select: last } }
            """;
    }

    // the run of seed 1 first
    string Id(int index) => Directory.GetDirectories(Runs).OrderBy(f => ((RunStarted)JournalEntry.Read(System.Text.Encoding.UTF8.GetBytes(
        File.ReadLines(Path.Combine(f, "journal.jsonl")).First())).Event).Seed).Select(f => Path.GetFileName(f)!).ElementAt(index);

    async Task PublishAsync(Tracking tracker)
    {
        (await Run(1, "audit", "claims.yaml", "--tracker", tracker.Url, "--publish", "--name", "paper")).ShouldContain("published as 'paper'");
        var file = (await tracker.Client.PublishedClaimsAsync("paper")).ShouldNotBeNull();
        (file.Counts["contradicted"], file.Selection.Groups.Single().Launched).ShouldBe((1, 2));
        (await tracker.Client.ClaimsAsync(new() { Run = Guid.Parse(Id(0)) })).Total.ShouldBe(4);
        var detail = (await tracker.Client.ClaimAsync("paper", "rounded")).ShouldNotBeNull();
        detail.Excerpts.ShouldHaveSingleItem().Lines.ShouldContain(l => l.IsCited && l.Mark != null);
        detail.Claim.Classes.ShouldAllBe(c => c.Truth >= c.Right);
        (await tracker.Client.RunAsync(Guid.Parse(Id(0))))!.Summary.Audited.ShouldBeTrue();
    }

    async Task WithdrawAsync(Tracking tracker)
    {
        (await Run(0, "audit", "list", "--tracker", tracker.Url)).Trim().Split('\n').ShouldHaveSingleItem()
            .ShouldStartWith("paper  4 claims (1 confirmed, 2 confirmed after rounding, 1 contradicted), 0 logs, published 20");
        await Told("keeps no claims called 'papers'; platform audit list names those it keeps", "audit", "withdraw", "papers", "--tracker", tracker.Url);
        (await Run(0, "audit", "withdraw", "paper", "--tracker", tracker.Url)).ShouldContain("withdrawn: 'paper'");
        (await tracker.Client.PublishedClaimsAsync()).ShouldBeEmpty();
        (await Run(0, "audit", "list", "--tracker", tracker.Url)).ShouldContain("no claims are published");
    }

    async Task PackAsync()
    {
        await Run(0, "audit", "checkpoint", "--runs", Runs);
        (await Run(0, "export", "seeds", "--out", "sweep.zip", "--claims", "claims.yaml")).ShouldContain("2 runs");
        (await Run(0, "audit", "check", "sweep.zip", "--key", _home.Sub("data", "audit", "log.pub"))).ShouldContain("holds: 2 runs");
        (await Run(0, "import", "sweep.zip", "--runs", "elsewhere")).ShouldContain("2 runs imported");
        foreach (var run in new[] { Id(0), Id(1) })
            File.ReadAllBytes(_home.Sub("elsewhere", run, "journal.jsonl")).ShouldBe(File.ReadAllBytes(Path.Combine(Runs, run, "journal.jsonl")));
    }

    static string[] Verdicts(JsonNode report) => [.. report["assessments"]!.AsArray().Select(a => (string)a!["verdict"]!)];

    async Task<string> Run(int code, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        program.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{program.Output}{program.Errors}");
        return program.Output;
    }

    async Task Told(string what, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        program.ExitCode.ShouldBe(1, program.Output + program.Errors);
        program.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(what);
    }

    /// <summary>A tracker over what the sweep left.</summary>
    async Task<Tracking> TrackAsync()
    {
        var port = FreePort.Next();
        var process = PlatformProgram.Start(_home.Path, ["track", "--bus", "in-memory", "--database", "sqlite", "--port", port.ToString(CultureInfo.InvariantCulture),
            "--connection", $"Data Source={_home.Sub("data", "sweeps", "seeds", "tracker.db")}"]);
        var tracking = new Tracking(process, $"http://127.0.0.1:{port}");
        await Eventually.Holds(async () => process.HasExited
            ? throw new InvalidOperationException($"the tracker ended: {process.Errors}{process.Output}")
            : (await tracking.Http.GetAsync("health/ready")).IsSuccessStatusCode, "the tracker is ready");
        return tracking;
    }

    sealed class Tracking(ChildProcess process, string url) : IAsyncDisposable
    {
        public string Url => url;
        public HttpClient Http { get; } = new() { BaseAddress = new(url + "/") };
        public TrackerClient Client => new(Http);

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await process.DisposeAsync();
        }
    }
}
