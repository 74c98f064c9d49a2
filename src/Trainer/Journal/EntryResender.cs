using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Publishes entries of journals this process wrote once more when a tracker asks for them. The publishers' cursors are not moved.</summary>
public static class EntryResender
{
    public static CommandListener Start(IBus bus, OwnJournals journals, ILogger? log = null)
    {
        log ??= NullLogger.Instance;
        return CommandListener.Start<ResendEntries>(bus, "resend", (asked, cancel) => ResendAsync(bus, journals, asked, log, cancel), log);
    }

    static async Task ResendAsync(IBus bus, OwnJournals journals, ResendEntries asked, ILogger log, CancellationToken cancel)
    {
        if (journals.Find(asked.RunId) is not { HoldsJournal: true } folder)
            return;
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
