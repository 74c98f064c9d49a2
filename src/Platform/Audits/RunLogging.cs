using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Proofs;
using Platform.Trainer.Journal;

namespace Platform.Audits;

/// <summary>Brings the log of entries up to date with the runs on this machine.</summary>
static class RunLogging
{
    /// <summary>Compares logged runs with their journals, then adds completed ones that are new; adds nothing when one has changed.</summary>
    /// <param name="runs">The folder of the runs' folders.</param>
    public static LoggingResult Update(EntryLog log, string runs)
    {
        var (notes, faults, added) = (new List<string>(), new List<string>(), new List<(Guid Run, IReadOnlyList<byte[]> Lines, DateTimeOffset Ended)>());
        var seen = new HashSet<Guid>();
        foreach (var journal in Directory.Exists(runs) ? Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal).Where(f => JournalFiles.Any(f)) : [])
        {
            var verdict = JournalVerifier.Verify(journal);
            var lines = JournalFiles.RawLines(journal);
            if (verdict.Run is not { } run || lines.Count == 0)
                continue;
            seen.Add(run);
            if (log.Find(run) is { } logged)
                faults.AddRange(log.Compare(logged, lines).Select(f => $"{journal}: {f}"));
            else if (verdict.Faults.Count > 0)
                notes.Add($"{journal}: not logged, its journal is not whole ({verdict.Faults[0].What})");
            else if (JournalEntry.Read(lines[^1]) is { Event: RunCompleted } last)
                added.Add((run, lines, last.Header.OccurredAt));
        }
        notes.AddRange(log.Runs.Where(r => !seen.Contains(r.RunId)).Select(r => $"run {r.RunId} is in the log, its journal is not below {runs}"));
        if (faults.Count == 0)
            foreach (var (run, lines, _) in added.OrderBy(a => a.Ended).ThenBy(a => a.Run))
            {
                log.Add(run, lines);
                notes.Add($"run {run}: {lines.Count} entries logged");
            }
        return new(notes, faults);
    }
}

/// <param name="Faults">Logged runs whose journals have changed.</param>
sealed record LoggingResult(IReadOnlyList<string> Notes, IReadOnlyList<string> Faults);
