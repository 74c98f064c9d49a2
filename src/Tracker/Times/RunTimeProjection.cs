using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Times;

/// <summary>
/// Keeps when the run was where, from the entries' own times: one a second at first, later one each time the run has become
/// longer by a 256th. A chart cannot show the difference, and a run of a day has 1,300 of them and not 86,400.
/// </summary>
static class RunTimeProjection
{
    const int Fraction = 256;
    static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);

    /// <summary>Called after the entry was applied.</summary>
    public static void Keep(TrackerDb db, Run run, EntryHeader header)
    {
        if (run.StartedAt is not { } started)
            return;
        var at = StoredForm.Time(header.OccurredAt);
        var step = (at - started) / Fraction;
        if (run.TimedAt is { } last && run.TimedAttempt == header.Attempt && at - last < (step > s_least ? step : s_least))
            return;
        db.Add(new RunTime { RunId = run.Id, Sequence = header.Sequence, Attempt = header.Attempt, Iteration = run.Iteration, OccurredAt = at });
        (run.TimedAt, run.TimedAttempt) = (at, header.Attempt);
    }
}
