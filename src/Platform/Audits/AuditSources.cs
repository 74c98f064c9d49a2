using System.CommandLine;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Evidence;
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

    /// <param name="wanted">Which of a tracker's runs are read; null: all.</param>
    public async Task<IReadOnlyList<IEvidence>> ReadAsync(ParseResult parsed, Func<RunSummary, bool>? wanted = null) =>
    [
        .. (parsed.GetValue(_logs) ?? []).Order(StringComparer.Ordinal).SelectMany(LogImporter.Find).Select(source => new ImportedEvidence(LogImporter.Read(source))),
        .. (parsed.GetValue(_journals) ?? []).SelectMany(JournalFiles.Find).Select(ReadJournal),
        .. parsed.GetValue(_tracker) is { } url ? await FromTrackerAsync(url, wanted) : [],
    ];

    /// <summary>A journal's lines up to where its chain breaks, which is told.</summary>
    static JournalEvidence ReadJournal(string path)
    {
        var (lines, broken) = JournalFiles.Lines(path);
        return JournalEvidence.Read(path, lines, broken);
    }

    static async Task<IReadOnlyList<JournalEvidence>> FromTrackerAsync(string url, Func<RunSummary, bool>? wanted)
    {
        using var http = Connect(url);
        var client = new TrackerClient(http);
        try
        {
            var evidence = new List<JournalEvidence>();
            foreach (var run in await ListAsync(client))
                if (wanted?.Invoke(run) != false)
                    evidence.Add(JournalEvidence.Read($"{url.TrimEnd('/')}/api/runs/{run.Id}", await LinesAsync(client, run.Id)));
            return evidence;
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"the tracker {url} does not answer: {e.Message}; platform track starts one", e);
        }
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
