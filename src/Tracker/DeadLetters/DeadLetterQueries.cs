using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.DeadLetters;

/// <summary>What the tracker could not take, read.</summary>
sealed class DeadLetterQueries(IDbContextFactory<TrackerDb> databases)
{
    const int StartBytes = 160;

    /// <summary>Newest first; those that a replay settled only where asked for.</summary>
    public async Task<IReadOnlyList<DeadLetterInfo>> ListAsync(int skip, int take, bool settledToo, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.DeadLetters.AsNoTracking().Where(d => settledToo || d.SettledAt == null)
            .OrderByDescending(d => d.Id).Skip(skip).Take(take)
            .Select(d => new DeadLetterInfo(d.Id, d.ReceivedAt, d.Reason, d.Bytes.Length) { SettledAt = d.SettledAt }).ToListAsync(cancel);
        if (found.Count == 0)
            return found;
        var (first, last) = (found[^1].Id, found[0].Id);
        var starts = await db.Database.SqlQuery<LetterStart>(
            $"""SELECT id AS "Id", substr(bytes, 1, {StartBytes}) AS "Start" FROM dead_letters WHERE id BETWEEN {first} AND {last}""")
            .ToDictionaryAsync(s => s.Id, s => s.Start, cancel);
        var replays = (await db.DeadLetterReplays.AsNoTracking().Where(r => r.LetterId >= first && r.LetterId <= last)
            .OrderBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => r.LetterId);
        return [.. found.Select(letter => letter with
        {
            Start = Encoding.UTF8.GetString(starts[letter.Id]),
            Replays = replays[letter.Id].Count(),
            ReplayedAt = replays[letter.Id].LastOrDefault()?.ReplayedAt,
            ReplayOutcome = replays[letter.Id].LastOrDefault()?.Outcome,
        })];
    }

    public async Task<byte[]?> BytesAsync(long id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.DeadLetters.AsNoTracking().Where(d => d.Id == id).Select(d => d.Bytes).SingleOrDefaultAsync(cancel);
    }

    sealed record LetterStart(long Id, byte[] Start);
}
