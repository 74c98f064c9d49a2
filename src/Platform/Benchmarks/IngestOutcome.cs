using System.Diagnostics;
using System.Globalization;
using Platform.Contracts;

namespace Platform.Benchmarks;

/// <summary>What the database holds against what was produced, and how many bytes it takes.</summary>
static class IngestOutcome
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(500);

    public static async Task<string> DescribeAsync(IngestDatabase database, IngestedRun[] produced, double pointsPerSecond, CancellationToken cancel)
    {
        await PackedAsync(database, cancel);
        var (lost, doubled) = (0L, 0L);
        foreach (var run in produced)
        {
            var counted = await database.AskAsync<long>($"SELECT sum(count)::bigint FROM metric_totals WHERE run_id = '{run.Id}'");
            var kept = await database.AskAsync<long>($"SELECT sum(count)::bigint FROM metric_chunks WHERE run_id = '{run.Id}'");
            var stored = await database.AskAsync<long>($"SELECT count(*) FROM journal_entries WHERE run_id = '{run.Id}'")
                + await database.AskAsync<long>($"SELECT coalesce(sum(last_sequence - first_sequence + 1), 0)::bigint FROM journal_segments WHERE run_id = '{run.Id}'");
            var head = await database.AskAsync<string>($"SELECT head_hash FROM runs WHERE id = '{run.Id}'");
            lost += Math.Max(0, run.Points - Math.Min(counted, kept)) + Math.Max(0, run.Entries - stored) + (head == run.HeadHash ? 0 : 1);
            doubled += Math.Max(0, Math.Max(counted, kept) - run.Points) + Math.Max(0, stored - run.Entries);
        }
        var points = (double)produced.Sum(r => r.Points);
        var chunks = await database.AskAsync<long>("SELECT pg_total_relation_size('metric_chunks')") / points;
        var journal = await database.AskAsync<long>("SELECT pg_total_relation_size('journal_segments')") / points;
        return string.Create(CultureInfo.InvariantCulture,
            $"ingest: {pointsPerSecond:#,0} points/s durable, {chunks:0.0} bytes/point chunks, {journal:0.0} bytes/point journal, lost {lost}, doubled {doubled}");
    }

    // the runs have ended: the tracker packs their journals in its own time
    static async Task PackedAsync(IngestDatabase database, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (await database.AskAsync<long>("SELECT count(*) FROM journal_entries") > 0)
        {
            if (Stopwatch.GetElapsedTime(began) > s_patience)
                throw new UserErrorException("the tracker has not packed the journals after five minutes");
            await Task.Delay(s_poll, cancel);
        }
    }
}
