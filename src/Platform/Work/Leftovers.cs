using MassTransit;
using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Work;

/// <summary>
/// Delivers what a trainer that died here left undelivered, before this one asks for work: a run that had completed need not
/// be trained again.
/// </summary>
static class Leftovers
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // what is older was seen to long ago, or never will be
    static readonly TimeSpan s_recent = TimeSpan.FromDays(7);

    public static async Task DeliverAsync(string runs, IBus bus, TimeProvider clock, ILogger log, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - s_recent;
        foreach (var folder in Directory.Exists(runs) ? Directory.GetDirectories(runs) : [])
            if (!cancel.IsCancellationRequested && Directory.GetLastWriteTimeUtc(folder) > since.UtcDateTime && IsBehind(new(folder)))
                try
                {
                    await foreach (var _ in new JournalSync(bus, log) { Patience = s_patience }.DeliverAsync(folder))
                    {
                        // delivered, or told in the log why not
                    }
                }
                catch (UserErrorException e)
                {
                    WorkLog.LeftUndelivered(log, folder, e.Message);
                }
    }

    static bool IsBehind(RunFolder folder) =>
        folder.HoldsJournal && RunJournal.WriterOf(folder) is null
        && (new JournalCursor(folder.Cursor).Load() is not { } cursor || cursor.Sequence < JournalTail.CountEntries(folder.Journal));
}
