using System.Text;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;
using Platform.Training;

namespace Platform.Work;

/// <summary>One trainer: takes a cell when it is free, trains it in this process, takes the next.</summary>
sealed class Worker(WorkerOptions options, IBus bus, CellQueue queue, TrackerClient tracker, TrainerPulse pulse, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(50);

    readonly LeasedFolder _folders = new(options.Runs, tracker, options.Archive, clock, log);

    /// <summary>Works until told to stop, or until there is nothing left to do where that was asked for.</summary>
    /// <returns>Cells taken.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var draining = stop.Register(pulse.Drain);
        var taken = 0;
        var idleSince = clock.GetTimestamp();
        try
        {
            while (!stop.IsCancellationRequested && taken < options.MaxRuns)
            {
                pulse.Idle();
                var left = options.IdleExit - clock.GetElapsedTime(idleSince);
                if (left <= TimeSpan.Zero || await queue.TakeAsync(left, stop) is not { } waiting)
                    break;
                if (await ClaimAsync(waiting, stop) is not { } lease)
                    continue;
                taken++;
                await TrainAsync(lease, stop);
                idleSince = clock.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop while it was free
        }
        return taken;
    }

    /// <summary>The message is settled once the lease is there: who dies before that leaves the message to others, who dies after leaves the lease.</summary>
    async Task<Lease?> ClaimAsync(WaitingCell waiting, CancellationToken stop)
    {
        try
        {
            var request = new LeaseRequest(Guid.CreateVersion7(), pulse.Trainer);
            var lease = await PatientlyAsync(() => tracker.ClaimAsync(request, stop), stop);
            await waiting.DoneAsync();
            return lease;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await waiting.GiveBackAsync();
            throw;
        }
    }

    async Task TrainAsync(Lease lease, CancellationToken stop)
    {
        pulse.Training(lease.RunId, lease.Name, lease.Attempt, lease.TotalIterations, () => 0);
        var begun = new BegunReporter();
        try
        {
            var leased = await PatientlyAsync(() => _folders.PrepareAsync(lease, stop), stop);
            await TrainAsync(lease, leased, begun, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !begun.HasBegun)
        {
            await ReturnAsync(lease, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Console.Error.WriteLine($"platform: {lease.Name}: {e.Message}");
            // once it has begun, the journal tells how it ended
            if (!begun.HasBegun)
                await ReturnAsync(lease, e.Message);
        }
    }

    async Task TrainAsync(Lease lease, LeasedRun leased, BegunReporter begun, CancellationToken stop)
    {
        var config = TrainingConfigReader.Parse(Encoding.UTF8.GetBytes(lease.Config.GetRawText()), $"{lease.Sweep}/{lease.CellId}");
        var request = new TrainingRequest
        {
            RunId = lease.RunId,
            Folder = leased.Folder,
            DataFolder = options.Data,
            Resume = leased.Newest is not null,
            Attempt = lease.Attempt,
            SweepId = lease.Sweep,
            CellId = lease.CellId,
        };
        Console.WriteLine($"{lease.Name}: attempt {lease.Attempt}{(leased.Newest is { } from ? $", from iteration {from.Iteration}" : "")}");
        var stored = false;
        var session = new TrainingSession(bus, options.Drain, clock, log, pulse, options.Journal);
        try
        {
            await using var keeper = options.Archive is { } archive ? new CheckpointKeeper(archive, tracker, lease.RunId, leased.Folder, log) : null;
            IRunReporter watcher = keeper is null ? begun : new CombinedRunReporter(begun, keeper);
            await session.RunAsync(config, request, watcher, stop);
        }
        finally
        {
            if (begun.HasBegun)
            {
                await DeliverAsync(lease, leased.Folder, stop);
                stored = await AwaitStoredAsync(lease, leased.Folder, stop);
            }
        }
        if (stored && options is { Archive: { } copies, KeepCheckpoints: false } && !stop.IsCancellationRequested)
            await FreeAsync(lease.RunId, leased.Folder, new(copies, tracker), stop);
        Console.WriteLine($"{lease.Name}: {begun.Ending}");
    }

    /// <summary>
    /// Stays with the run until all of its journal is delivered: with its last entry missing the cell would be taken for
    /// unfinished and trained again.
    /// </summary>
    async Task DeliverAsync(Lease lease, RunFolder folder, CancellationToken stop)
    {
        while (true)
        {
            await using var publisher = JournalPublisher.Start(bus, folder, journal: null, log);
            var delivery = await publisher.DrainAsync(options.Drain);
            if (delivery.Remaining == 0 || stop.IsCancellationRequested)
                return;
            WorkLog.EntriesUndelivered(log, delivery.Remaining, lease.RunId, delivery.Problem);
        }
    }

    async Task FreeAsync(Guid run, RunFolder folder, LocalCheckpoints local, CancellationToken stop)
    {
        try
        {
            await local.RemoveAsync(run, folder, stop);
        }
        catch (Exception e)
        {
            WorkLog.CheckpointsStay(log, folder.Checkpoints, e.Message); // which costs room and nothing else
        }
    }

    /// <summary>
    /// Keeps the lease until the tracker has taken the last entry, which may be long after the broker has: behind others in
    /// its queue, an end that nobody heard of would be taken for silence.
    /// </summary>
    /// <returns>Whether it has, and the run is still this worker's.</returns>
    async Task<bool> AwaitStoredAsync(Lease lease, RunFolder folder, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource();
        await using var draining = stop.Register(() => limit.CancelAfter(options.Drain));
        var last = JournalTail.CountEntries(folder.Journal);
        try
        {
            for (var pause = s_firstLook; ; pause = 2 * pause < s_firstPause ? 2 * pause : s_firstPause)
            {
                var state = await PatientlyAsync(() => tracker.JournalStateAsync(lease.RunId, limit.Token), limit.Token);
                if (state is null || state.GrantedAttempt != lease.Attempt || state.AppliedSequence >= last)
                    return state?.GrantedAttempt == lease.Attempt;
                await Task.Delay(pause, clock, limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            WorkLog.TrackerAway(log, $"it has not taken the last entries of {lease.RunId} yet");
            return false;
        }
    }

    async Task ReturnAsync(Lease lease, string? error)
    {
        using var limit = new CancellationTokenSource(options.Drain);
        try
        {
            await PatientlyAsync(async () =>
            {
                await tracker.ReturnAsync(lease.RunId, new(lease.Attempt, error), limit.Token);
                return true;
            }, limit.Token);
        }
        catch (OperationCanceledException)
        {
            WorkLog.TrackerAway(log, "the cell could not be given back; its lease will run out");
        }
    }

    async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        for (var pause = s_firstPause; ; pause = 2 * pause < s_longestPause ? 2 * pause : s_longestPause)
            try
            {
                return await ask();
            }
            catch (Exception e) when ((e is HttpRequestException or TaskCanceledException || S3Archive.IsAway(e)) && !cancel.IsCancellationRequested)
            {
                WorkLog.TrackerAway(log, e.Message);
                await Task.Delay(pause, clock, cancel);
            }
    }
}
