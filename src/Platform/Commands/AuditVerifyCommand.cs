using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Commands;

/// <summary><c>platform audit verify RUN</c>: whether a run's journal is what was written, on disk or in a tracker.</summary>
static class AuditVerifyCommand
{
    static readonly Argument<string> s_target = new("RUN") { Description = "a run's id or folder, or a journal.jsonl" };
    static readonly Option<string?> s_tracker = new("--tracker") { HelpName = "URL", Description = "verify what this tracker stores of the run" };

    public static Command Create()
    {
        var options = new EntryLogOptions();
        var command = new Command("verify", "Checks chain, gaps, forks and attempts, and holds the entries against the log of entries.") { s_target, s_tracker, options.All };
        command.SetAction(parsed => RunAsync(parsed, options));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, EntryLogOptions options)
    {
        var target = parsed.GetValue(s_target)!;
        if (parsed.GetValue(s_tracker) is not { } url)
            return Report(JournalFiles.Of(target, options.Runs(parsed)), [], parsed, options);
        if (!Guid.TryParse(target, out var run))
            throw new UserErrorException($"'{target}' is no run's id; a tracker knows runs by id");
        var folder = Directory.CreateTempSubdirectory("platform-audit-");
        try
        {
            return Report(new RunFolder(folder.FullName).Journal, await FetchAsync(url, run, folder.FullName), parsed, options);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // what the tracker stores, put down as a journal, so that it is judged as one
    static async Task<IReadOnlyList<string>> FetchAsync(string url, Guid run, string folder)
    {
        using var http = AuditSources.Connect(url);
        var client = new TrackerClient(http);
        var state = await client.JournalStateAsync(run) ?? throw new UserErrorException($"the tracker {url} knows no run {run}");
        await using (var file = File.Create(new RunFolder(folder).Journal))
            foreach (var line in await AuditSources.LinesAsync(client, run))
            {
                await file.WriteAsync(line);
                file.WriteByte((byte)'\n');
            }
        return state.Conflicts == 0 ? [] : [$"fork: the tracker received {state.Conflicts} entries whose sequence it had stored with other bytes"];
    }

    static int Report(string journal, IReadOnlyList<string> known, ParseResult parsed, EntryLogOptions options)
    {
        var verdict = JournalVerifier.Verify(journal);
        string[] faults = [.. known, .. verdict.Faults.Select(f => $"{f.File}:{f.Line}: {f.What}"), .. Logged(journal, verdict, parsed, options)];
        foreach (var fault in faults)
            Console.WriteLine(fault);
        Console.WriteLine($"run {verdict.Run}: {verdict.Entries} entries, {verdict.Attempts} attempts, last hash {verdict.Head}: "
            + (faults.Length == 0 ? "whole" : $"{faults.Length} faults"));
        return faults.Length == 0 ? 0 : 1;
    }

    static IReadOnlyList<string> Logged(string journal, JournalVerdict verdict, ParseResult parsed, EntryLogOptions options)
    {
        if (options.Find(parsed) is not { } log || verdict.Run is not { } run || log.LoggedOf(run) is not (> 0 and var logged))
        {
            Console.WriteLine("the run is in no log of entries: whether its journal was cut off or rewritten as a whole cannot be told");
            return [];
        }
        var faults = log.Compare(run, JournalFiles.RawLines(journal));
        if (faults.Count == 0)
            Console.WriteLine($"its first {logged} entries are those logged, {(log.IsSigned(run) ? "under a signed checkpoint" : "not yet under a signed checkpoint")}");
        return faults;
    }
}
