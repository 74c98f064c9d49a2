using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits.Published;

/// <summary>Published claims, read.</summary>
sealed class ClaimsQueries(IDbContextFactory<TrackerDb> databases, ClaimExcerpts excerpts)
{
    public async Task<IReadOnlyList<PublishedClaims>> FilesAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var files = await db.Set<ClaimsRecord>().AsNoTracking().OrderByDescending(f => f.PublishedAt).ThenBy(f => f.Name).Select(f => f.Summary).ToListAsync(cancel);
        return [.. files.Select(Json<PublishedClaims>)];
    }

    public async Task<PublishedClaims?> FileAsync(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Set<ClaimsRecord>().AsNoTracking().Where(f => f.Name == name).Select(f => f.Summary).SingleOrDefaultAsync(cancel);
        return found is null ? null : Json<PublishedClaims>(found);
    }

    public async Task<ClaimsPage> PageAsync(ClaimsRequest request, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var wanted = db.Set<ClaimRecord>().AsNoTracking();
        if (request.File is { } file)
            wanted = wanted.Where(c => c.File == file);
        if (request.Run is { } run)
            wanted = wanted.Where(c => db.Set<ClaimCitation>().Any(x => x.File == c.File && x.Claim == c.Id && x.RunId == run));
        if (request.Search?.ToLowerInvariant() is { Length: > 0 } part)
            wanted = wanted.Where(c => c.Words.Contains(part));
        var counts = await wanted.GroupBy(c => c.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        if (request.Verdicts is { Count: > 0 } verdicts)
            wanted = wanted.Where(c => verdicts.Contains(c.Verdict));
        var rows = await wanted.OrderBy(c => c.File).ThenBy(c => c.Position).Skip(request.Skip).Take(request.Take).Select(c => new { c.File, c.Result }).ToListAsync(cancel);
        var total = request.Verdicts.Count == 0 ? counts.Values.Sum() : request.Verdicts.Distinct().Sum(v => counts.GetValueOrDefault(v));
        return new(total, counts, [.. rows.Select(r => new PublishedClaim(r.File, Json<ClaimVerdict>(r.Result)))]);
    }

    /// <summary>A claim with what stands at the places it cites; null where there is none.</summary>
    public async Task<ClaimDetail?> ClaimAsync(string file, string id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<ClaimsRecord>().AsNoTracking().SingleOrDefaultAsync(f => f.Name == file, cancel) is not { } record
            || await db.Set<ClaimRecord>().AsNoTracking().SingleOrDefaultAsync(c => c.File == file && c.Id == id, cancel) is not { } row)
            return null;
        var claim = Json<ClaimVerdict>(row.Result);
        return new()
        {
            File = Json<PublishedClaims>(record.Summary), Claim = claim,
            Stated = ClaimExcerpts.Stated(record, claim), Excerpts = await excerpts.OfAsync(db, file, claim, cancel),
        };
    }

    static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, JournalJson.Options)!;
}
