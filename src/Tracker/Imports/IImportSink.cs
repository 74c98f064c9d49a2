namespace Platform.Tracker.Imports;

/// <summary>Takes what an importer reads, as it reads it: a large file is never held.</summary>
public interface IImportSink
{
    void Take(ImportedParameter parameter);
    void Take(ImportedPoint point);
    void Take(ImportedEvaluation evaluation);
    void Take(ImportedPhase phase);
    void Take(ImportedStatement statement);
    void Take(UnreadLine unread);
    void Take(ImportedPicture picture);

    /// <summary>What whoever reads the numbers should know.</summary>
    void Note(string note);

    /// <summary>The run was started again: points taken before, of iterations after this one, no longer count.</summary>
    void Restart(int lastIteration);

    /// <summary>When the run, by its log, began; may come more than once, the earliest holds.</summary>
    void StartedAt(DateTimeOffset time);

    /// <summary>A line of text or a record was read.</summary>
    void CountLine();
}
