using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Publishes entries of a run's journal once more when a tracker asks for them. The publisher's cursor is not moved.</summary>
public static class EntryResender
{
    public static CommandListener Start(IBus bus, RunFolder folder, Guid run, ILogger? log = null)
    {
        log ??= NullLogger.Instance;
        return CommandListener.Start<ResendEntries>(bus, run, "resend",
            (asked, cancel) => asked.RunId == run ? ResendAsync(bus, folder, asked, log, cancel) : Task.CompletedTask, log);
    }

    static async Task ResendAsync(IBus bus, RunFolder folder, ResendEntries asked, ILogger log, CancellationToken cancel)
    {
        JournalLog.EntriesAskedFor(log, asked.RunId, asked.From, asked.To);
        foreach (var record in JournalReader.Read(folder.Journal))
        {
            if (record.Header.Sequence > asked.To)
                return;
            if (record.Header.Sequence >= asked.From)
                await bus.PublishLineAsync(record.Bytes, record.WireName, cancel);
        }
    }
}
