using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Checkpoints;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Logs;
using Platform.Tracker.Metrics;
using Platform.Tracker.Phases;
using Platform.Tracker.Previews;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>
/// Applies the entries of one run, in sequence, to its projections. Nothing here reads a clock: the rows follow from the
/// journal alone, in whatever portions it is applied.
/// </summary>
sealed class RunProjection(TrackerDb db, Run run)
{
    readonly MetricProjection _metrics = new(db, run.Id);

    public TrackerDb Db => db;
    public Run Run => run;

    public async Task ApplyAsync(JournalEntry entry, CancellationToken cancel)
    {
        var header = entry.Header;
        if (header.PreviousHash != (run.HeadHash ?? JournalEntry.NoHash))
            run.BrokenAt ??= header.Sequence;
        run.HeadHash = entry.Hash;
        run.AppliedSequence = header.Sequence;
        run.UpdatedAt = StoredForm.Time(header.OccurredAt);
        await (entry.Event switch
        {
            RunStarted e => RunLife.StartAsync(db, run, header, e, cancel),
            RunResumed e => ResumeAsync(header, e, cancel),
            RunCompleted e => RunLife.CompleteAsync(run, header, e),
            RunFailed e => RunLife.FailAsync(run, header, e),
            RunStopped e => RunLife.StopAsync(run, header, e),
            MetricsLogged e => _metrics.LogAsync(run, header, e, cancel),
            SystemSampled e => _metrics.SampleAsync(run, header, e, cancel),
            EvaluationCompleted e => EvaluationProjection.ApplyAsync(db, run, _metrics, header, e, cancel),
            PhaseChanged e => PhaseProjection.ApplyAsync(db, run, header, e),
            PreviewsRendered e => PreviewProjection.ApplyAsync(db, run, header, e),
            CheckpointSaved e => CheckpointProjection.ApplyAsync(db, run, header, e),
            LogWritten e => LogProjection.ApplyAsync(db, run, header, e),
            _ => throw new InvalidOperationException($"no projection for {entry.Event.GetType().Name}"),
        });
    }

    public async Task SaveAsync(CancellationToken cancel)
    {
        _metrics.Flush();
        await db.SaveChangesAsync(cancel);
    }

    async Task ResumeAsync(EntryHeader header, RunResumed e, CancellationToken cancel)
    {
        await RunLife.ResumeAsync(db, run, header, e, cancel);
        // What an earlier attempt did past this point no longer counts: the summaries must forget it.
        await SaveAsync(cancel);
        var visible = await Supersession.OfAsync(db, run.Id, cancel);
        await _metrics.RecountAsync(visible, e.FromIteration, cancel);
        await EvaluationProjection.RecountAsync(db, run, visible, cancel);
        await PhaseProjection.RecountAsync(db, run, visible, cancel);
    }
}
