using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Reads a journal on from window to window: to find the place anew in a compressed file takes reading all before it.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="journal">The journal where this process writes it; only what is synced of it is read.</param>
sealed class WindowReader(RunFolder folder, RunJournal? journal)
{
    IEnumerator<JournalRecord>? _reading;

    /// <summary>The next lines; those before a damaged one come first, the damage is met when nothing is left before it.</summary>
    /// <param name="most">So many, or fewer.</param>
    /// <param name="from">The place to begin at, at the start and after <see cref="Stop"/>.</param>
    public List<JournalRecord> Next(int most, JournalPosition from)
    {
        var lines = new List<JournalRecord>();
        var bytes = 0L;
        try
        {
            while (lines.Count < most && bytes < LineWindow.MaxBytes && Read(from) is { } line)
            {
                lines.Add(line);
                bytes += line.Bytes.Length;
            }
        }
        catch (JournalFormatException) when (lines.Count > 0)
        {
            Stop();
        }
        return lines;
    }

    public void Stop()
    {
        _reading?.Dispose();
        _reading = null;
    }

    JournalRecord? Read(JournalPosition from)
    {
        if (_reading is null && (journal is not null || JournalSegments.HoldsAny(folder.Journal)))
            _reading = JournalReader.Read(folder.Journal, from, journal?.Synced.Offset).GetEnumerator();
        if (_reading?.MoveNext() == true)
            return _reading.Current;
        Stop();
        return null;
    }
}
