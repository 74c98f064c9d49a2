using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Rescue;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Journal;
using Platform.Tracker.Storage;
using Platform.Tracker.Telemetry;

namespace Platform.Tracker.Journal;

/// <summary>
/// Stores the journal lines that come over the bus. Lines are acknowledged after the commit; while the database is away
/// they wait, unacknowledged; a line that cannot be taken goes to the error queue as it came.
/// </summary>
sealed class StoreEntriesConsumer(JournalStore store, RunNotices notices, TimeProvider clock, ILogger<StoreEntriesConsumer> logger)
    : IConsumer<Batch<JournalLine>>
{
    static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    public async Task Consume(ConsumeContext<Batch<JournalLine>> context)
    {
        var messages = context.Message;
        using var activity = TrackerTelemetry.Consume(messages);
        var lines = messages.Select(m => m.ReceiveContext.Body.GetBytes()).ToArray();
        var outcome = await StoreAsync(lines, context.CancellationToken);

        Log.EntriesStored(logger, outcome.Stored, lines.Length);
        if (outcome.Conflicts > 0)
            Log.EntriesInConflict(logger, outcome.Conflicts);
        if (outcome.Dropped > 0)
            Log.EntriesDropped(logger, outcome.Dropped);
        TrackerTelemetry.Record(lines.Length, outcome, activity);
        notices.Add(outcome.Changed);
        foreach (var (place, reason) in outcome.Refused)
            await RefuseAsync(messages[place].ReceiveContext, reason);
    }

    async Task<StoreOutcome> StoreAsync(byte[][] lines, CancellationToken cancel)
    {
        for (var wait = s_firstWait; ; wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait)
        {
            try
            {
                return await store.StoreAsync(lines, cancel);
            }
            catch (Exception e) when (DatabaseErrors.MayPass(e) && !cancel.IsCancellationRequested)
            {
                Log.DatabaseAway(logger, wait.TotalSeconds, e.GetBaseException().Message);
                await Task.Delay(wait, clock, cancel);
            }
        }
    }

    Task RefuseAsync(ReceiveContext message, string reason)
    {
        Log.MessageRefused(logger, reason);
        return message.TryGetPayload<IErrorTransport>(out var errors)
            ? errors.Send(new RescueExceptionReceiveContext(message, new JournalFormatException(reason)))
            : throw new InvalidOperationException("the journal's endpoint has no error queue");
    }
}
