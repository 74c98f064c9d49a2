using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Runs;

namespace Platform.Tracker.Sweeps;

/// <summary>How a cell goes from one state to the next.</summary>
static class CellChanges
{
    /// <summary>A trainer that falls silent so often with a cell, without it coming further, is ended by it.</summary>
    const int MostLossesInPlace = 5;

    /// <summary>How a trainer's run ends when it is told to, and nothing but: what a sweep makes of it is its own affair.</summary>
    const string GivenBack = "signal";

    const string Pruning = "pruned";

    /// <summary>Takes in how the attempt at work has ended, if it has.</summary>
    /// <returns>Whether it had.</returns>
    public static bool Settle(SweepCell cell, Run run, int retries, DateTimeOffset now)
    {
        if (cell.Attempt == 0 || run.Attempt != cell.Attempt || run.Status == RunStatus.Running || cell.State is not (SweepCellState.Running or SweepCellState.Stale))
            return false;
        cell.Iteration = run.Iteration;
        // by its trainer's clock, which may be wrong: it was heard until then, and it is over
        var ended = run.EndedAt is { } told && told < now ? told : now;
        ended = cell.HeardAt > ended ? cell.HeardAt.Value : ended;
        if (run.Status == RunStatus.Completed)
            End(cell, SweepCellState.Completed, ended);
        else if (cell.Wanted is { } wanted)
            End(cell, wanted, ended);
        else if (run.Status == RunStatus.Failed)
            Fail(cell, retries, run.Ending ?? "", ended);
        else if (run.Ending == GivenBack)
            Queue(cell, now);
        else
            End(cell, SweepCellState.Stopped, ended);
        return true;
    }

    public static void End(SweepCell cell, SweepCellState state, DateTimeOffset at)
    {
        EndLease(cell, at);
        cell.State = state;
        cell.EndedAt = at;
        if (state == SweepCellState.Completed)
            cell.Error = null;
    }

    /// <summary>Back to the queue, as often as it may fail.</summary>
    public static void Fail(SweepCell cell, int retries, string error, DateTimeOffset at)
    {
        cell.Failures++;
        cell.Error = error;
        if (cell.Failures <= retries)
            Queue(cell, at);
        else
            End(cell, SweepCellState.Failed, at);
    }

    public static void Queue(SweepCell cell, DateTimeOffset now)
    {
        EndLease(cell, now);
        cell.State = SweepCellState.Queued;
        cell.QueuedAt = now;
        cell.EndedAt = null;
    }

    /// <summary>The same at somebody's wish: what it failed of before counts no more, nor the rung that ended it.</summary>
    public static void QueueAnew(SweepCell cell, DateTimeOffset now)
    {
        if (cell.State == SweepCellState.Pruned)
            CellScores.Keep(cell);
        (cell.Failures, cell.LossesInPlace) = (0, 0);
        Queue(cell, now);
    }

    /// <summary>Its run was deleted, and all it came to with it: who trains it again begins another run.</summary>
    public static void Forget(SweepCell cell, DateTimeOffset now)
    {
        if (cell.State == SweepCellState.Stale)
            Queue(cell, now);
        else if (cell.State == SweepCellState.Completed)
            End(cell, SweepCellState.Stopped, now);
        (cell.FormerRunId, cell.RunId) = (cell.RunId, Guid.CreateVersion7());
        (cell.Attempt, cell.Iteration, cell.LostAt, cell.Value, cell.Evaluations, cell.EvaluatedSequence) = (0, 0, 0, null, null, 0);
        (cell.StartedAt, cell.ReusedFrom, cell.Error) = (null, null, "its run was deleted");
    }

    /// <summary>Its deleted run is there again and has ended, and no other was begun: it stands as that run's entries say.</summary>
    public static void Recall(SweepCell cell, Sweep sweep, Run run, DateTimeOffset now)
    {
        // a followed sweep's runs know it by its file's name
        var own = run.CellId == cell.CellId && (sweep.TrainedBy is not null || run.SweepId == sweep.Name);
        (cell.RunId, cell.ReusedFrom) = (run.Id, own ? null : TakenFrom(run));
        (cell.Attempt, cell.Iteration, cell.StartedAt) = (run.Attempt, run.Iteration, run.StartedAt);
        cell.Error = run.Status == RunStatus.Failed ? run.Ending : null;
        var state = run.Status switch
        {
            RunStatus.Completed => SweepCellState.Completed,
            RunStatus.Failed => SweepCellState.Failed,
            _ => run.Ending == Pruning ? SweepCellState.Pruned : SweepCellState.Stopped,
        };
        End(cell, state, run.EndedAt ?? now);
    }

    /// <summary>What a cell says that took the run over.</summary>
    public static string TakenFrom(Run run) => run.SweepId ?? run.Experiment ?? "";

    /// <summary>Its trainer has been silent for too long.</summary>
    public static void Lose(SweepCell cell, DateTimeOffset now)
    {
        cell.Losses++;
        cell.LossesInPlace = cell.Iteration > cell.LostAt ? 1 : cell.LossesInPlace + 1;
        cell.LostAt = Math.Max(cell.LostAt, cell.Iteration);
        if (cell.Wanted is { } wanted)
            End(cell, wanted, now);
        else if (cell.LossesInPlace >= MostLossesInPlace)
        {
            cell.Error = $"its trainer fell silent {cell.LossesInPlace} times and it came no further than iteration {cell.Iteration}; the last was {cell.Trainer}";
            End(cell, SweepCellState.Failed, now);
        }
        else
        {
            EndLease(cell, cell.HeardAt ?? now);
            cell.State = SweepCellState.Stale;
        }
    }

    /// <summary>Its trainer is heard again, before anybody else was given the cell: it was slow, and did not die of it.</summary>
    public static void Find(SweepCell cell, DateTimeOffset now)
    {
        cell.LossesInPlace = Math.Max(0, cell.LossesInPlace - 1);
        cell.State = SweepCellState.Running;
        cell.LeasedAt = now;
    }

    /// <summary>Results so far say that it is not worth going on with.</summary>
    public static void Prune(SweepCell cell, DateTimeOffset now) => Want(cell, SweepCellState.Pruned, Pruning, now);

    /// <summary>Asks whoever trains it to end it, and ends it there and then where nobody does.</summary>
    public static void Want(SweepCell cell, SweepCellState state, string reason, DateTimeOffset now)
    {
        if (cell.State == SweepCellState.Running)
            (cell.Wanted, cell.WantedFor) = (state, reason);
        else if (cell.State is SweepCellState.Queued or SweepCellState.Stale)
            End(cell, state, now);
    }

    static void EndLease(SweepCell cell, DateTimeOffset at)
    {
        if (cell.LeasedAt is { } leased)
            cell.BusySeconds += Math.Max(0, (at - leased).TotalSeconds);
        (cell.LeasedAt, cell.Claim, cell.SentAt, cell.Wanted, cell.WantedFor) = (null, null, null, null, null);
    }
}
