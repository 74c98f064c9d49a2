using System.CommandLine;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.SelectionBias;
using Platform.Tracker.Imports;

namespace Platform.Audits;

/// <summary>Where an audit takes its evidence from: published logs, journals of runs, a tracker.</summary>
sealed class AuditSources
{
    const int RunsAPage = 200;
    const int LinesAPage = 1000;

    readonly Option<string[]> _logs = Many("--log", "FILE", "logs of other programs, in any format platform import takes");
    readonly Option<string[]> _journals = Many("--journal", "PATH", "journals: a journal.jsonl, the folder of a run, or one of several runs");
    readonly Option<string?> _tracker = new("--tracker") { HelpName = "URL", Description = "a tracker whose runs are evidence, http://127.0.0.1:5081" };

    public IEnumerable<Option> All => [_logs, _journals, _tracker];

    /// <summary>The tracker asked; null for none.</summary>
    public string? Tracker(ParseResult parsed) => parsed.GetValue(_tracker);

    /// <summary>The logs named, each a file.</summary>
    /// <exception cref="UserErrorException">One is a folder: runs of several files are imported, not sent.</exception>
    public IReadOnlyList<string> LogFiles(ParseResult parsed) =>
    [
        .. (parsed.GetValue(_logs) ?? []).Order(StringComparer.Ordinal).Select(path => File.Exists(path) ? path
            : !Directory.Exists(path) ? throw new UserErrorException($"there is no log {path}")
            : throw new UserErrorException($"--log {path} is a folder; a tracker keeps single files with claims: name these, or bring the folder in with platform import")),
    ];

    /// <param name="claims">Of a tracker only the runs these are about are read; null: all.</param>
    public async Task<AuditEvidence> ReadAsync(ParseResult parsed, ClaimsFile? claims)
    {
        var (runs, others) = Tracker(parsed) is { } url ? await FromTrackerAsync(url, claims) : ([], []);
        return new(
        [
            .. (parsed.GetValue(_logs) ?? []).Order(StringComparer.Ordinal).SelectMany(LogImporter.Find).Select(source => new ImportedEvidence(LogImporter.Read(source))),
            .. (parsed.GetValue(_journals) ?? []).SelectMany(JournalFiles.Find).Select(ReadJournal),
            .. runs,
        ], others);
    }

    /// <summary>A journal's lines up to where its chain breaks, which is told.</summary>
    static JournalEvidence ReadJournal(string path)
    {
        var (lines, broken) = JournalFiles.Lines(path);
        return JournalEvidence.Read(path, lines, broken);
    }

    static async Task<(IReadOnlyList<JournalEvidence> Runs, IReadOnlyList<LaunchedRun> Others)> FromTrackerAsync(string url, ClaimsFile? claims)
    {
        using var http = Connect(url);
        var client = new TrackerClient(http);
        try
        {
            var all = await ListAsync(client);
            var cited = all.Where(r => claims is null || claims.Claims.Any(c => !c.Subject.IsGiven || c.Subject.Names(r.Id, r.Name, r.Imported?.Source))).ToArray();
            var evidence = new List<JournalEvidence>();
            foreach (var run in cited)
                evidence.Add(JournalEvidence.Read($"{url.TrimEnd('/')}/api/runs/{run.Id}", await LinesAsync(client, run.Id)));
            return (evidence, await OthersAsync(client, all.Except(cited), cited));
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"the tracker {url} does not answer: {e.Message}; platform track starts one", e);
        }
    }

    // what the cited runs were chosen from: the same method on the same data; the configuration decides, which only a run's detail tells
    static async Task<IReadOnlyList<LaunchedRun>> OthersAsync(TrackerClient client, IEnumerable<RunSummary> left, IReadOnlyList<RunSummary> cited)
    {
        var others = new List<LaunchedRun>();
        foreach (var run in left.Where(r => cited.Any(c => (c.Experiment, c.Method, c.Backbone, c.Dataset) == (r.Experiment, r.Method, r.Backbone, r.Dataset))))
            if (await client.RunAsync(run.Id) is { } detail)
                others.Add(LaunchedRun.Of(run, detail.ConfigHash));
        var setups = new HashSet<string>();
        foreach (var run in cited)
            if (await client.RunAsync(run.Id) is { } detail)
                setups.Add(detail.ConfigHash);
        return [.. others.Where(o => setups.Contains(o.ConfigHash))];
    }

    // archived ones too: what was put out of sight is part of what was launched
    static async Task<IReadOnlyList<RunSummary>> ListAsync(TrackerClient client)
    {
        var runs = new List<RunSummary>();
        while (await client.RunsAsync(new() { Sort = "started", Archived = true, Skip = runs.Count, Take = RunsAPage }) is { Runs.Count: > 0 } page)
            runs.AddRange(page.Runs);
        return runs;
    }

    /// <summary>All lines of a run's journal, as the tracker stores them.</summary>
    public static async Task<IReadOnlyList<byte[]>> LinesAsync(TrackerClient client, Guid run)
    {
        var lines = new List<byte[]>();
        while (await client.JournalAsync(run, after: lines.Count == 0 ? 0 : JournalEntry.Read(lines[^1]).Header.Sequence, LinesAPage) is { Count: > 0 } more)
            lines.AddRange(more);
        return lines;
    }

    public static HttpClient Connect(string url) => Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? new HttpClient { BaseAddress = address }
        : throw new UserErrorException($"--tracker is '{url}'; it takes an address such as http://127.0.0.1:5081");

    static Option<string[]> Many(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, AllowMultipleArgumentsPerToken = true };
}

/// <summary>What claims are checked against.</summary>
/// <param name="Others">Runs that were launched like those of the evidence, whose journals nobody needs.</param>
sealed record AuditEvidence(IReadOnlyList<IEvidence> Evidence, IReadOnlyList<LaunchedRun> Others);
