namespace Platform.Tracker.Audits.Evidence;

/// <summary>Logs and runs given from several places.</summary>
static class EvidenceSet
{
    /// <summary>Each once: a run given twice, or imported from a log that is given too, would leave open which of them a claim means.</summary>
    public static IReadOnlyList<IEvidence> Distinct(IEnumerable<IEvidence> evidence)
    {
        var all = evidence.ToArray();
        var logs = all.OfType<ImportedEvidence>().Select(e => e.Sha256).ToHashSet();
        return [.. all.Where(e => e is not JournalEvidence { Started.Imported.Sha256: { } sha256 } || !logs.Contains(sha256)).DistinctBy(Identity)];
    }

    static object Identity(IEvidence evidence) => evidence switch
    {
        JournalEvidence { RunId: { } id } => id,
        ImportedEvidence log => (log.Name, log.Sha256),
        _ => evidence,
    };
}
