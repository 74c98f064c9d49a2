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
using Platform.Tracker.Times;

namespace Platform.Tracker.Journal;

/// <summary>
/// Applies the entries of one run, in sequence, to its projections. Nothing here reads a clock: the rows follow from the
/// journal alone, in whatever portions it is applied.
/// </summary>
sealed class RunProjection(TrackerDb db, Run run, ProjectionWriting writing)
{
    readonly MetricProjection _metrics = new(db, run, writing.Metrics);

    public TrackerDb Db => db;
    public Run Run => run;

    public async Task ApplyAsync(ReceivedEntry entry, CancellationToken cancel)
    {
        var header = entry.Header;
        if (header.PreviousHash != (run.HeadHash ?? JournalEntry.NoHash))
            run.BrokenAt ??= header.Sequence;
        run.HeadHash = Convert.ToHexStringLower(entry.Hash);
        run.AppliedSequence = header.Sequence;
        run.UpdatedAt = StoredForm.Time(header.OccurredAt);
        await (entry.Metrics is { } metrics ? _metrics.AppendAsync(header, metrics, cancel) : ApplyAsync(header, entry.Event!, cancel));
        RunTimeProjection.Keep(db, run, header);
    }

    /// <summary>Hands everything on to be written.</summary>
    public void Flush() => _metrics.Flush();

    Task ApplyAsync(EntryHeader header, IRunEvent @event, CancellationToken cancel) => @event switch
    {
        RunStarted e => StartAsync(header, e, cancel),
        RunResumed e => ResumeAsync(header, e, cancel),
        RunCompleted e => EndAsync(RunLife.CompleteAsync(run, header, e), cancel),
        RunFailed e => EndAsync(RunLife.FailAsync(run, header, e), cancel),
        RunStopped e => EndAsync(RunLife.StopAsync(run, header, e), cancel),
        SystemSampled e => _metrics.AppendAsync(header, SystemMetrics.Of(e), cancel),
        EvaluationCompleted e => EvaluationProjection.ApplyAsync(db, run, _metrics, header, e, cancel),
        ScoresImported e => Imports.ScoresProjection.ApplyAsync(db, run, _metrics, header, e, cancel),
        PhaseChanged e => PhaseProjection.ApplyAsync(db, run, header, e),
        PreviewsRendered e => PreviewProjection.ApplyAsync(db, run, header, e),
        CheckpointSaved e => CheckpointProjection.ApplyAsync(db, run, header, e),
        LogWritten e => LogProjection.ApplyAsync(db, run, header, e),
        _ => throw new InvalidOperationException($"no projection for {@event.GetType().Name}"),
    };

    async Task EndAsync(Task ending, CancellationToken cancel)
    {
        await ending;
        await _metrics.CloseAsync(cancel);
    }

    async Task StartAsync(EntryHeader header, RunStarted e, CancellationToken cancel)
    {
        await _metrics.CloseAsync(cancel);
        await RunLife.StartAsync(db, run, header, e, cancel);
        // an attempt that found no checkpoint began anew
        if (header.Attempt > 1)
            await RecountAsync(0, cancel);
    }

    async Task ResumeAsync(EntryHeader header, RunResumed e, CancellationToken cancel)
    {
        await _metrics.CloseAsync(cancel);
        await RunLife.ResumeAsync(db, run, header, e, cancel);
        await RecountAsync(e.FromIteration, cancel);
    }

    async Task RecountAsync(int from, CancellationToken cancel)
    {
        // What an earlier attempt did past this point no longer counts: the summaries must forget it.
        await writing.SaveAsync(cancel);
        var visible = await Supersession.OfAsync(db, run.Id, cancel);
        await MetricRecount.RunAsync(db, run.Id, visible, from, cancel);
        await EvaluationProjection.RecountAsync(db, run, visible, cancel);
        await PhaseProjection.RecountAsync(db, run, visible, cancel);
    }
}
