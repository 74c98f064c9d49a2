namespace Platform.Tracker.Audits.Evidence;

/// <summary>Where a number stands: a line of a file, or an entry of a run's journal; both where a journal keeps what a file said.</summary>
sealed record Place(string Source, int? Line = null, long? Sequence = null, Guid? Run = null)
{
    public override string ToString() =>
        Line is { } line ? $"{Source}:{line}" : Sequence is { } sequence ? $"{Source} entry {sequence}" : Source;
}
