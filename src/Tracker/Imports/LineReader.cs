using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>
/// The lines of a text, counted as <c>sed -n</c> counts them: a lone carriage return, with which progress bars paint over
/// themselves, ends no line. Bytes that are not UTF-8 become U+FFFD.
/// </summary>
sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>Characters kept of a line; no log of numbers has longer ones.</summary>
    public const int LongestLine = 1 << 20;

    readonly StreamReader _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
    readonly char[] _buffer = new char[1 << 14];
    readonly StringBuilder _line = new();
    int _at;
    int _count;

    /// <summary>1-based, of the line read last.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the line read last was longer than is kept.</summary>
    public bool WasCut { get; private set; }

    /// <summary>The next line without its end; null after the last.</summary>
    public string? Read()
    {
        _line.Clear();
        WasCut = false;
        var any = false;
        while (Fill())
        {
            any = true;
            var span = _buffer.AsSpan(_at, _count - _at);
            var end = span.IndexOf('\n');
            Keep(end < 0 ? span : span[..end]);
            _at += end < 0 ? span.Length : end + 1;
            if (end >= 0)
                break;
        }
        if (!any)
            return null;
        Number++;
        return _line.Length > 0 && _line[^1] == '\r' ? _line.ToString(0, _line.Length - 1) : _line.ToString();
    }

    bool Fill()
    {
        if (_at < _count)
            return true;
        (_at, _count) = (0, _reader.Read(_buffer, 0, _buffer.Length));
        return _count > 0;
    }

    void Keep(ReadOnlySpan<char> part)
    {
        var room = LongestLine - _line.Length;
        WasCut |= part.Length > room;
        _line.Append(part.Length > room ? part[..room] : part);
    }

    public void Dispose() => _reader.Dispose();
}
