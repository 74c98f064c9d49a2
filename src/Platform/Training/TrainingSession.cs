using MassTransit;
using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;

namespace Platform.Training;

/// <summary>
/// One run in this process: training on a thread of its own, its journal, and the publisher that follows the journal.
/// Training hears nothing of the other two.
/// </summary>
/// <param name="bus">Null: journal only.</param>
/// <param name="drain">How long the broker may take over the last entries once training has ended.</param>
/// <param name="pulse">Says what is trained; null where nobody listens.</param>
/// <param name="options">When the journal is synced and its files closed; null for the defaults.</param>
sealed class TrainingSession(IBus? bus, TimeSpan drain, TimeProvider clock, ILogger log, TrainerPulse? pulse = null, JournalOptions? options = null)
{
    /// <summary>Trains, and returns when the journal is closed and delivered as far as it can be.</summary>
    /// <param name="watcher">Hears what the journal hears.</param>
    /// <exception cref="UserErrorException">The config, the data or the disk; what was journaled before is safe and delivered.</exception>
    public async Task<DeliveryReport> RunAsync(TrainingConfig config, TrainingRequest request, IRunReporter watcher, CancellationToken stop)
    {
        Directory.CreateDirectory(request.Folder.Path);
        try
        {
            return await JournaledAsync(config, request, watcher, stop);
        }
        finally
        {
            // a run refused before its first entry (an unknown method, a missing dataset) is no run
            if (!request.Folder.HoldsJournal)
                Directory.Delete(request.Folder.Path, recursive: true);
        }
    }

    async Task<DeliveryReport> JournaledAsync(TrainingConfig config, TrainingRequest request, IRunReporter watcher, CancellationToken stop)
    {
        using var journal = RunJournal.Open(request.Folder, request.RunId, clock, request.Attempt, options);
        await using var publisher = bus is null ? null : JournalPublisher.Start(bus, request.Folder, journal, log);
        using var stopping = new StopReasons(stop);
        await using var listener = bus is null ? null : StopListener.Start(bus, request.RunId, journal.Attempt, stopping.Stop, log);
        request = request with { WhyStopped = () => stopping.Reason };
        var progress = new IterationReporter();
        pulse?.Training(request.RunId, config.Name, journal.Attempt, config.Iterations, () => progress.Iteration, request.Folder);
        try
        {
            using var journaled = new JournalRunReporter(journal, clock);
            await OnOwnThread(() => TrainingRun.Execute(config, request, new CombinedRunReporter(journaled, progress, watcher), stopping.Token));
            journaled.Flush();
        }
        catch (Exception)
        {
            if (publisher is not null)
                await publisher.StopAsync(drain);
            throw;
        }
        return publisher is null
            ? new(0, journal.Synced.Sequence, null)
            : await publisher.StopAsync(drain);
    }

    // libtorch's grad mode and scopes are per thread
    static Task OnOwnThread(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = "training",
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }
}
