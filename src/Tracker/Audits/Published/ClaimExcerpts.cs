using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Imports;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits.Published;

/// <summary>The lines around the places that a claim's verdict cites.</summary>
sealed class ClaimExcerpts(JournalQueries journals)
{
    const int MostExcerpts = 12;
    const int LinesAround = 4;

    // a table of classes is shown with its heading, should it be no longer
    const int LongestTable = 100;

    public async Task<IReadOnlyList<Excerpt>> OfAsync(TrackerDb db, string file, ClaimVerdict claim, CancellationToken cancel)
    {
        var found = new List<Excerpt>();
        foreach (var evidence in claim.Evidence.DistinctBy(e => (e.Log, e.Line, e.Run, e.Sequence)).Take(MostExcerpts))
            if (await OfAsync(db, file, claim, evidence, cancel) is { } excerpt)
                found.Add(excerpt);
        return found;
    }

    /// <summary>The claim in its file.</summary>
    public static Excerpt Stated(ClaimsRecord file, ClaimVerdict claim)
    {
        var next = ClaimsReader.Parse(file.Name, file.Yaml, out _).Claims.Select(c => c.Line).Where(l => l > claim.Line).DefaultIfEmpty(int.MaxValue).Min();
        var lines = file.Yaml.Split('\n').Index().Skip(claim.Line - 1).Take(next - claim.Line).ToList();
        while (lines.Count > 1 && (string.IsNullOrWhiteSpace(lines[^1].Item) || lines[^1].Item.TrimStart().StartsWith('#')))
            lines.RemoveAt(lines.Count - 1);
        return new($"{file.Name}.yaml:{claim.Line}", null, null, [.. lines.Select(l => new ExcerptLine(l.Index + 1, l.Item.TrimEnd('\r'), IsCited: false))]);
    }

    async Task<Excerpt?> OfAsync(TrackerDb db, string file, ClaimVerdict claim, ClaimEvidence evidence, CancellationToken cancel) =>
        evidence is { Log: { } log, Line: { } line } ? OfLog(await db.Set<KeptLog>().AsNoTracking().SingleOrDefaultAsync(l => l.File == file && l.Name == log, cancel), claim, evidence, line)
        : evidence is { Run: { } run, Sequence: { } sequence } ? OfJournal(await journals.LinesAsync(run, Math.Max(0, sequence - 2), 3, cancel), evidence, run, sequence)
        : null;

    static Excerpt? OfLog(KeptLog? log, ClaimVerdict claim, ClaimEvidence evidence, int line)
    {
        if (log is null)
            return null;
        var place = $"{evidence.Place} (SHA-256 {log.Sha256})";
        var bytes = KeptLogs.Unpack(log);
        if (bytes.AsSpan().Contains((byte)0))
            return new(place, null, $"a binary file: {evidence.What} = {evidence.Text} is in its record {line}", []);
        var table = claim.Classes.Select(c => c.Line).OfType<int>().Where(l => l < line && l > line - LongestTable).DefaultIfEmpty(line).Min();
        var lines = new List<ExcerptLine>();
        using var reader = new LineReader(new MemoryStream(bytes));
        while (reader.Number < line + LinesAround && reader.Read() is { } text)
            if (reader.Number >= Math.Min(table, line) - LinesAround)
                lines.Add(CitedNumber.Line(reader.Number, text, reader.Number == line ? evidence : null));
        return new(place, null, null, lines);
    }

    static Excerpt? OfJournal(IReadOnlyList<byte[]>? lines, ClaimEvidence evidence, Guid run, long sequence)
    {
        var around = (lines ?? []).Select(l => (JournalEntry.Read(l).Header.Sequence, Text: Encoding.UTF8.GetString(l))).Where(l => Math.Abs(l.Sequence - sequence) <= 1).ToArray();
        return around.Length == 0 ? null : new(
            evidence.Place, run, evidence.Line is null ? null : $"as entry {sequence} of the run's journal keeps it; the log itself was not published with the claims",
            [.. around.Select(l => CitedNumber.Line(l.Sequence, l.Text, l.Sequence == sequence ? evidence : null))]);
    }
}
