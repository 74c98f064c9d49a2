namespace Platform.Tracker.Audits.Evidence;

/// <summary>Where a number stands: a line of a file, or an entry of a run's journal.</summary>
sealed record Place(string Source, int? Line = null, long? Sequence = null)
{
    public override string ToString() =>
        Line is { } line ? $"{Source}:{line}" : Sequence is { } sequence ? $"{Source} entry {sequence}" : Source;
}
