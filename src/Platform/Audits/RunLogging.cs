using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Evidence;
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
            var changed = log.Compare(run, lines);
            faults.AddRange(changed.Select(f => $"{journal}: {f}"));
            if (changed.Count > 0 || lines.Count == log.LoggedOf(run))
                continue;
            if (verdict.Faults.Count > 0)
                notes.Add($"{journal}: not logged, its journal is not whole ({verdict.Faults[0].What})");
            else if (JournalEvidence.Read(journal, lines).Ending is RunCompleted)
                added.Add((run, lines, JournalEntry.Read(lines[^1]).Header.OccurredAt));
        }
        notes.AddRange(log.Runs.Select(r => r.RunId).Distinct().Where(r => !seen.Contains(r)).Select(r => $"run {r} is in the log, its journal is not below {runs}"));
        if (faults.Count == 0)
            foreach (var (run, lines, _) in added.OrderBy(a => a.Ended).ThenBy(a => a.Run))
                notes.Add($"run {run}: {log.Add(run, lines)} entries logged");
        return new(notes, faults);
    }
}

/// <param name="Faults">Logged runs whose journals have changed.</param>
sealed record LoggingResult(IReadOnlyList<string> Notes, IReadOnlyList<string> Faults);
