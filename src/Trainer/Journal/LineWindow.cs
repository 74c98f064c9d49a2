using System.Diagnostics;
using MassTransit;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Publishes a stretch of lines at once, in order, and waits for all their confirms.</summary>
sealed class LineWindow(IBus bus)
{
    /// <summary>Lines under way at a time: confirms from a quorum queue take a disk sync, which many can share.</summary>
    public const int MaxLines = 512;

    /// <summary>Bytes under way at a time, as previews make long lines.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>
    /// The place up to which every line is confirmed, and what went wrong with the next one. Gives up when nothing has been
    /// confirmed for the patience given; a line given up may arrive all the same.
    /// </summary>
    public async Task<(JournalPosition Confirmed, Exception? Failure)> PublishAsync(
        IReadOnlyList<JournalRecord> lines, JournalPosition from, TimeSpan patience, CancellationToken cancel)
    {
        using var activity = JournalTelemetry.Source.StartActivity("journal publish", ActivityKind.Producer);
        activity?.SetTag("platform.entries", lines.Count);
        var began = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        var confirms = new Task[lines.Count];
        for (var i = 0; i < confirms.Length; i++)
            confirms[i] = bus.PublishLineAsync(lines[i].Bytes, lines[i].WireName, limit.Token);

        Exception? failure = null;
        var confirmed = from;
        for (var i = 0; i < confirms.Length; i++)
            try
            {
                await confirms[i];
                if (failure is not null)
                    continue;
                confirmed = lines[i].End;
                limit.CancelAfter(patience);
            }
            catch (Exception e) // whatever kept this line from the broker, it is tried again
            {
                failure ??= e;
                await limit.CancelAsync();
            }
        Record(confirmed.Sequence - from.Sequence, failure, began);
        activity?.SetStatus(failure is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, failure?.Message);
        return (confirmed, failure);
    }

    static void Record(long confirmed, Exception? failure, long began)
    {
        JournalTelemetry.Confirmed.Add(confirmed);
        if (failure is null)
            JournalTelemetry.ConfirmSeconds.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        else
            JournalTelemetry.Failures.Add(1);
    }
}
