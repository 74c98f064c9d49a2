using System.Globalization;

namespace Platform.Tracker.Imports;

/// <summary>Reads an event file: scalars in both encodings, pictures by name, text, hyper-parameters. Holds one record at a time.</summary>
static class TensorBoardImporter
{
    const double LatestTime = 253_000_000_000; // the year 9987

    public static void Read(Stream stream, string? part, IImportSink sink)
    {
        var file = new EventFile(stream);
        var values = new SummaryValues(sink, part);
        while (file.Next(out var data, out var skipped, out var intact))
        {
            sink.CountLine();
            if (skipped > 0)
                Unread($"the record of {skipped} bytes is longer than any summary; stepped over");
            else if (!intact)
                Unread("the checksum of the data is wrong: data loss");
            else
                ReadEvent(data.Span);
        }
        if (file.End == EventFileEnd.Damaged)
            Unread($"the checksum of the length at byte {file.Offset} is wrong: data loss; nothing after it can be read", file.Record + 1);
        else if (file.End == EventFileEnd.Truncated)
            Unread($"the file ends within the record at byte {file.Offset}; it may still be being written", file.Record + 1);

        void Unread(string reason, int? record = null) => sink.Take(new UnreadLine(record ?? file.Record, "", reason) { Part = part });

        void ReadEvent(ReadOnlySpan<byte> data)
        {
            try
            {
                ReadFields(data, file.Record, values, sink);
            }
            catch (FormatException e)
            {
                Unread($"the record is no event: {e.Message}");
            }
        }
    }

    static void ReadFields(ReadOnlySpan<byte> data, int record, SummaryValues values, IImportSink sink)
    {
        var step = 0L;
        var fields = new WireReader(data);
        while (fields.Next(out var field)) // the step may stand after the summary
            if (field is { Number: 2, Type: 0 })
                step = field.Integer;
            else if (field is { Number: 1, Type: 1, Double: > 0 and < LatestTime })
                sink.StartedAt(DateTimeOffset.UnixEpoch.AddSeconds(field.Double));
        fields = new(data);
        while (fields.Next(out var field))
            if (field is { Number: 5, Type: 2 })
                values.Read(fields.Of(field), step, record);
            else if (field is { Number: 7, Type: 2 } && IsStart(fields.Of(field)) && step is > 0 and <= int.MaxValue)
                sink.Restart((int)step - 1);
    }

    static bool IsStart(ReadOnlySpan<byte> session)
    {
        var fields = new WireReader(session);
        while (fields.Next(out var field))
            if (field is { Number: 1, Type: 0 })
                return field.Value == 1;
        return false;
    }

    /// <summary>"0.1", as Python prints a float.</summary>
    internal static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
