namespace Platform.Trainer.Journal;

/// <summary>The file a journal's lines are appended to, closed and begun anew when it has become long enough.</summary>
sealed class LiveFile : IDisposable
{
    readonly string _path;
    readonly Func<string, Stream> _open;
    readonly SegmentPacker _packer;
    Stream _file;

    /// <param name="file">The open file, at its end.</param>
    /// <param name="start">Bytes of journal before it.</param>
    /// <param name="open">Opens the next one.</param>
    public LiveFile(string path, Stream file, long start, Func<string, Stream> open)
    {
        (_path, _file, Start, _open, _packer) = (path, file, start, open, new(path));
        _packer.PackClosed(); // those a process left that had no time for it
    }

    /// <summary>Bytes of journal in closed files.</summary>
    public long Start { get; private set; }

    public void Write(byte[] bytes, int count) => _file.Write(bytes, 0, count);

    public void Sync()
    {
        if (_file is FileStream file)
            file.Flush(flushToDisk: true);
        else
            _file.Flush();
    }

    /// <summary>Closes the file, which ends with a whole line, at this place of the journal.</summary>
    public void Rotate(long end)
    {
        var closed = JournalSegments.Closed(_path);
        File.Move(_path, JournalSegments.NameOf(_path, closed.Count == 0 ? 1 : closed.Keys.Max() + 1));
        var next = _open(_path);
        _file.Dispose();
        (_file, Start) = (next, end);
        _packer.PackClosed();
    }

    /// <summary>Cuts off what follows the last whole line.</summary>
    public void CutBack() => _file.SetLength(JournalTail.LastLine(_file, _file.Length)?.End ?? 0);

    public void Dispose()
    {
        _file.Dispose();
        _packer.Wait();
    }
}
