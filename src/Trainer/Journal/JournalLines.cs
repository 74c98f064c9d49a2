using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>A line without its line feed, and where it stands.</summary>
/// <param name="Start">Its first byte's place in the file, uncompressed.</param>
readonly record struct SegmentLine(byte[] Bytes, string File, long Start);

/// <summary>The whole lines of a journal's files, unread.</summary>
static class JournalLines
{
    const int BlockBytes = 64 * 1024;
    const int Tries = 20;

    /// <summary>Lines from byte <paramref name="offset"/> of the journal on, up to byte <paramref name="limit"/> where given.</summary>
    /// <exception cref="JournalFormatException">A closed file is missing or damaged.</exception>
    public static IEnumerable<SegmentLine> Read(string journal, long offset, long? limit)
    {
        while (limit is null || offset < limit)
        {
            var (segment, content) = Open(journal, offset);
            using (content)
                foreach (var line in Lines(content, segment, offset - segment.Start, (limit ?? long.MaxValue) - segment.Start))
                {
                    offset = segment.Start + line.Start + line.Bytes.Length + 1;
                    yield return line;
                }
            if (segment.IsLive)
                yield break;
            if (offset < segment.End && (limit is null || segment.End <= limit))
                throw new JournalFormatException($"{segment.Path}: this closed file ends within a line, at byte {offset - segment.Start}");
            if (offset < segment.End)
                yield break;
        }
    }

    /// <summary>The file that holds the byte, opened there. A file may be closed or compressed between listing and opening.</summary>
    static (JournalSegment Segment, Stream Content) Open(string journal, long offset)
    {
        for (var left = Tries; ; left--)
        {
            var segments = JournalSegments.Of(journal);
            var segment = segments.First(s => s.IsLive || offset < s.End);
            try
            {
                var content = segment.OpenAt(offset);
                // a live file that was opened after it had become another's successor holds other bytes
                if (!segment.IsLive || JournalSegments.Closed(journal).Count == segments.Count - 1)
                    return (segment, content);
                content.Dispose();
            }
            // the first file to be closed was still the only one when they were listed
            catch (FileNotFoundException) when (left > 0 && JournalSegments.Closed(journal).Count > 0)
            {
            }
            catch (FileNotFoundException) when (segment.IsLive && JournalSegments.Closed(journal).Count > 0)
            {
                return (segment, Stream.Null); // its process died right after closing the one before
            }
        }
    }

    static IEnumerable<SegmentLine> Lines(Stream content, JournalSegment segment, long start, long limit)
    {
        var buffer = new byte[BlockBytes];
        var (filled, position) = (0, start); // position: of the bytes that come next
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var room = (int)Math.Min(buffer.Length - filled, Math.Max(0, limit - position));
            var read = room == 0 ? 0 : Read(content, buffer.AsSpan(filled, room), segment);
            if (read == 0)
                yield break;
            position += read;
            var (lineStart, searched) = (0, filled);
            filled += read;
            for (int length; (length = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0; lineStart = searched)
            {
                yield return new(buffer[lineStart..(searched + length)], segment.Path, position - filled + lineStart);
                searched += length + 1;
            }
            buffer.AsSpan(lineStart, filled - lineStart).CopyTo(buffer);
            filled -= lineStart;
        }
    }

    static int Read(Stream content, Span<byte> block, JournalSegment segment)
    {
        try
        {
            return content.Read(block);
        }
        catch (InvalidDataException e)
        {
            throw new JournalFormatException($"{segment.Path}: this compressed file is damaged: {e.Message}", e);
        }
    }
}
