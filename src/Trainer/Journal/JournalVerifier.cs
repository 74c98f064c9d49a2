using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// Checks a journal as an auditor would: every line read whole, numbered without gap or fork, linked by hash to the one
/// before, all of one run. Goes on after a fault.
/// </summary>
public sealed class JournalVerifier
{
    readonly List<JournalFault> _faults = [];
    readonly HashSet<int> _attempts = [];
    Guid? _run;
    long _sequence;
    string _hash = JournalEntry.NoHash;
    long _entries;
    int _closed;

    /// <summary>Verifies a run's folder, or one file by itself (<c>journal.jsonl</c> with the closed files beside it, where there are any).</summary>
    /// <exception cref="UserErrorException">There is no journal.</exception>
    public static JournalVerdict Verify(string path)
    {
        var verifier = new JournalVerifier();
        var files = FilesOf(path);
        foreach (var (file, number) in files)
            verifier.CheckFile(file, number, isFirst: file == files[0].Path, isLast: file == files[^1].Path);
        return new(files.Count, verifier._entries, verifier._attempts.Count, verifier._run, verifier._hash, verifier._faults);
    }

    static IReadOnlyList<(string Path, int Number)> FilesOf(string path)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
            throw new UserErrorException($"there is no file or folder {path}");
        if (!isFolder && JournalSegments.LiveOf(path) is not null)
            return [(path, 0)]; // one closed file: by itself
        var live = isFolder ? new RunFolder(path).Journal : path;
        var files = JournalSegments.Closed(live).Select(c => (c.Value, c.Key)).ToList();
        if (File.Exists(live))
            files.Add((live, 0));
        return files.Count > 0 ? files : throw new UserErrorException($"{path} holds no {Path.GetFileName(live)}; name the folder of a run, or a journal");
    }

    void CheckFile(string path, int number, bool isFirst, bool isLast)
    {
        var isAlone = isFirst && isLast;
        if (number > 0 && number != ++_closed)
        {
            Fault(path, 1, $"the closed file before it, number {number - 1}, is missing");
            _closed = number;
        }
        var line = 0;
        try
        {
            foreach (var (bytes, whole) in ReadLines(path))
            {
                line++;
                if (!whole)
                    Fault(path, line, $"the last line is not finished ({bytes.Length} bytes): it is being written, or its process died; resuming the run cuts it off");
                else
                    CheckLine(path, line, bytes, isAlone && line == 1 && JournalSegments.LiveOf(path) is not null);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            Fault(path, line + 1, $"the file is damaged after this line's beginning: {e.Message}");
        }
    }

    void CheckLine(string path, int line, byte[] bytes, bool startsAnywhere)
    {
        JournalEntry entry;
        try
        {
            entry = JournalEntry.Read(bytes);
        }
        catch (JournalFormatException e)
        {
            Fault(path, line, $"it cannot be read: {e.Message}");
            (_sequence, _hash) = (_sequence + 1, JournalEntry.HashOf(bytes)); // the next line is judged by what stands here
            return;
        }
        _entries++;
        _attempts.Add(entry.Header.Attempt);
        if (startsAnywhere)
            (_sequence, _hash) = (entry.Header.Sequence - 1, entry.Header.PreviousHash);
        _run ??= entry.Header.RunId;
        foreach (var what in WhatIsWrong(entry))
            Fault(path, line, what);
        (_sequence, _hash) = (entry.Header.Sequence, entry.Hash);
    }

    IEnumerable<string> WhatIsWrong(JournalEntry entry)
    {
        var header = entry.Header;
        if (header.RunId != _run)
            yield return $"it belongs to run {header.RunId}, those before it to {_run}";
        if (header.Sequence > _sequence + 1)
            yield return header.Sequence == _sequence + 2
                ? $"gap: entry {_sequence + 1} is missing before entry {header.Sequence}"
                : $"gap: entries {_sequence + 1} to {header.Sequence - 1} are missing before entry {header.Sequence}";
        else if (header.Sequence <= _sequence)
            yield return $"fork: it is a second entry {header.Sequence}, after entry {_sequence}";
        else if (header.PreviousHash != _hash)
            yield return $"chain: entry {header.Sequence} names {Short(header.PreviousHash)} as the hash of the line before, which has {Short(_hash)}";
    }

    void Fault(string path, int line, string what) => _faults.Add(new(path, line, what));

    static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    static IEnumerable<(byte[] Bytes, bool Whole)> ReadLines(string path)
    {
        using var content = new JournalSegment(path, 0, 0, 0).OpenAt(0);
        var buffer = new byte[64 * 1024];
        var (filled, total) = (0, 0L);
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = content.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
                break;
            total += read;
            var (start, searched) = (0, filled);
            filled += read;
            for (int length; (length = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0; start = searched)
            {
                yield return (buffer[start..(searched + length)], true);
                searched += length + 1;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
        // a compressed file that was cut off just ends, without an error
        if (path.EndsWith(".gz", StringComparison.Ordinal) && JournalSegment.LengthOf(path) is var said && said != total)
            throw new InvalidDataException($"it holds {total} bytes and says {said}");
        if (filled > 0)
            yield return (buffer[..filled], false);
    }
}

/// <summary>What is wrong with a line of a journal; lines are counted from 1 in each file, as they stand uncompressed.</summary>
public sealed record JournalFault(string File, int Line, string What);

/// <summary>What a journal holds, and every fault in order.</summary>
/// <param name="Head">The hash of the last line.</param>
public sealed record JournalVerdict(int Files, long Entries, int Attempts, Guid? Run, string Head, IReadOnlyList<JournalFault> Faults);
