using System.Globalization;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// The files of one journal, in order: <c>journal-000001.jsonl.gz</c>, <c>journal-000002.jsonl.gz</c> …, which are closed, and
/// <c>journal.jsonl</c>, which is being written. A closed file is there uncompressed (without <c>.gz</c>) until its
/// compressed form is whole. Together they are the journal, byte for byte.
/// </summary>
static class JournalSegments
{
    const string Plain = ".jsonl";
    const string Packed = ".jsonl.gz";

    // a listing can meet the moment in which a file is closed or compressed
    const int Tries = 20;

    /// <summary>All files of the journal; the live one is last and may not be there yet (length 0).</summary>
    /// <param name="journal">The live file's path.</param>
    /// <exception cref="JournalFormatException">A closed file is missing or damaged.</exception>
    public static IReadOnlyList<JournalSegment> Of(string journal)
    {
        for (var left = Tries; ; left--)
            try
            {
                return List(journal);
            }
            catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
            {
                if (left == 0)
                    throw new JournalFormatException(e.Message, e);
            }
    }

    /// <summary>Reads the journal's files; listed anew where one of them was closed or compressed before it was opened.</summary>
    public static T Reading<T>(string journal, Func<IReadOnlyList<JournalSegment>, T> read)
    {
        for (var left = Tries; ; left--)
            try
            {
                return read(Of(journal));
            }
            catch (FileNotFoundException) when (left > 0)
            {
            }
    }

    /// <summary>Whether anything was ever journaled there.</summary>
    public static bool HoldsAny(string journal) =>
        new FileInfo(journal) is { Exists: true, Length: > 0 } || Closed(journal).Count > 0;

    /// <summary>The name of a closed file.</summary>
    public static string NameOf(string journal, int number) =>
        Stem(journal) + number.ToString("-000000", CultureInfo.InvariantCulture) + Plain;

    /// <summary>The live file's path, where the given one is a closed file of it; else null.</summary>
    public static string? LiveOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileName(path);
        var dash = name.LastIndexOf('-');
        return dash > 0 && NumberOf(name, name[..dash]) is not null ? Path.Combine(folder, name[..dash] + Plain) : null;
    }

    /// <summary>Closed files by number; of two forms the uncompressed one, as the other may be unfinished.</summary>
    public static SortedDictionary<int, string> Closed(string journal)
    {
        var found = new SortedDictionary<int, string>();
        var folder = Path.GetDirectoryName(Path.GetFullPath(journal))!;
        if (!Directory.Exists(folder))
            return found;
        var stem = Path.GetFileName(Stem(journal));
        foreach (var path in Directory.EnumerateFiles(folder, stem + "-*"))
            if (NumberOf(Path.GetFileName(path), stem) is { } number && (path.EndsWith(Plain, StringComparison.Ordinal) || !found.ContainsKey(number)))
                found[number] = path;
        return found;
    }

    static List<JournalSegment> List(string journal)
    {
        var segments = new List<JournalSegment>();
        var start = 0L;
        foreach (var (number, path) in Closed(journal))
        {
            if (number != segments.Count + 1)
                throw new InvalidDataException($"{NameOf(journal, segments.Count + 1)} is missing: it comes before {Path.GetFileName(path)}");
            segments.Add(new(path, number, start, JournalSegment.LengthOf(path)));
            start = segments[^1].End;
        }
        var live = new FileInfo(journal);
        segments.Add(new(journal, 0, start, live.Exists ? live.Length : 0));
        // the live file may have become a closed one after those were listed
        if (Closed(journal).Count != segments.Count - 1)
            throw new InvalidDataException($"the files of {journal} change too quickly to be listed");
        return segments;
    }

    static int? NumberOf(string name, string stem)
    {
        var end = name.EndsWith(Packed, StringComparison.Ordinal) ? Packed.Length : name.EndsWith(Plain, StringComparison.Ordinal) ? Plain.Length : 0;
        return end > 0 && name.Length > stem.Length + 1 + end && name.StartsWith(stem + "-", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(stem.Length + 1, name.Length - stem.Length - 1 - end), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : null;
    }

    static string Stem(string journal) => journal.EndsWith(Plain, StringComparison.Ordinal) ? journal[..^Plain.Length] : journal;
}
