namespace Platform.Tracker.Journal;

/// <summary>The row of a run nothing is known of but that it has entries.</summary>
static class NewRun
{
    /// <summary>Does nothing where the row is there; everything but the id has a default.</summary>
    /// <param name="ids">The rows' source: a SELECT or VALUES of ids.</param>
    public static string Insert(string ids) => $"INSERT INTO runs (id) {ids} ON CONFLICT DO NOTHING";
}
