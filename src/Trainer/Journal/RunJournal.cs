using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// A run's log: one JSON object a line, each with the hash of the line before. Append-only, for one process at a time.
/// </summary>
/// <remarks>
/// <see cref="Append(IRunEvent)"/> only queues and never waits; one background thread writes and syncs (see
/// <see cref="JournalWriter"/>). Nothing is ever dropped here: what a slow disk has not taken waits in memory. When the disk
/// refuses, the file is cut back to its last whole line and the next call throws. Long journals are several files, see
/// <see cref="JournalSegments"/>.
/// </remarks>
public sealed class RunJournal : IDisposable
{
    readonly OwnedFile _owned;
    readonly JournalWriter _writer;
    readonly TimeProvider _clock;

    RunJournal(OwnedFile owned, JournalWriter writer, TimeProvider clock, int attempt) =>
        (_owned, _writer, _clock, Attempt) = (owned, writer, clock, attempt);

    /// <summary>1 for a new journal, one more each time it is continued.</summary>
    public int Attempt { get; }

    /// <summary>The end of what is synced to disk: what may be told to others.</summary>
    public JournalPosition Synced => _writer.Synced;

    /// <summary>Opens the run's journal, new or at its end.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="run">The run; a journal of another is an error.</param>
    /// <param name="clock">Gives the entries' times.</param>
    /// <param name="attempt">The attempt where somebody counts them; it must be later than the journal's last.</param>
    /// <param name="options">When lines are synced and files closed; null for the defaults.</param>
    /// <exception cref="UserErrorException">Another process writes it, it is another run's, or its end cannot be read.</exception>
    public static RunJournal Open(RunFolder folder, Guid run, TimeProvider clock, int? attempt = null, JournalOptions? options = null) =>
        Open(folder, run, clock, attempt, options ?? new(), OpenFile);

    /// <summary>Opens the run's journal at its end to add what became known after it: to its last attempt, without beginning another.</summary>
    /// <exception cref="UserErrorException">Another process writes it, it is another run's, or its end cannot be read.</exception>
    public static RunJournal Extend(RunFolder folder, Guid run, TimeProvider clock) => Open(folder, run, clock, null, new(), OpenFile, sameAttempt: true);

    internal static RunJournal Open(
        RunFolder folder, Guid run, TimeProvider clock, int? attempt, JournalOptions options, Func<string, Stream> open, bool sameAttempt = false)
    {
        var path = folder.Journal;
        OwnedFile? owned = null;
        Stream? file = null;
        try
        {
            owned = OwnedFile.TryOwn(path, out var holder)
                ?? throw new UserErrorException($"{path} is being written by {holder}; stop that run first");
            file = open(path);
            var end = JournalEnd.Recover(file, path, run);
            var next = sameAttempt ? Math.Max(1, end.Attempt) : attempt ?? end.Attempt + 1;
            if (next <= end.Attempt && !sameAttempt)
                throw new UserErrorException($"{path} already holds attempt {end.Attempt}; attempt {next} comes too late");
            var writer = new JournalWriter(path, new(path, file, end.LiveStart, open), options, run, next, end);
            return new(owned, writer, clock, next);
        }
        catch (Exception e)
        {
            file?.Dispose();
            owned?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new UserErrorException($"{path} cannot be opened: {e.Message}", e);
            throw;
        }
    }

    static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>The process that writes the folder's journal at this moment, as an error would name it; null where none does.</summary>
    public static string? WriterOf(RunFolder folder)
    {
        if (!File.Exists(folder.Journal + ".lock"))
            return null;
        using var owned = OwnedFile.TryOwn(folder.Journal, out var holder);
        return owned is null ? holder : null;
    }

    /// <summary>Queues an event, stamped with the present time.</summary>
    /// <exception cref="UserErrorException">An earlier one could not be written; the message names the file and the error.</exception>
    public void Append(IRunEvent @event) => _writer.Add(@event, _clock.GetUtcNow());

    /// <summary>Queues an event of the present time that is made when its turn comes, on the journal's thread.</summary>
    /// <exception cref="UserErrorException">An earlier one could not be written.</exception>
    internal void Append(Func<IRunEvent> make) => _writer.Add(make, _clock.GetUtcNow());

    /// <summary>Returns when all that was appended is synced to disk.</summary>
    /// <exception cref="UserErrorException">It could not be written.</exception>
    public void Flush() => _writer.Flush();

    /// <summary>Ends when more than <paramref name="known"/> is synced.</summary>
    public Task MoreThan(JournalPosition known, CancellationToken cancel) => _writer.MoreThan(known, cancel);

    /// <exception cref="UserErrorException">Something appended earlier could not be written.</exception>
    internal void ThrowIfFailed() => _writer.ThrowIfFailed();

    /// <summary>Writes what waits and closes the file. Never throws for what <see cref="Flush"/> would have told.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _owned.Dispose();
    }
}
