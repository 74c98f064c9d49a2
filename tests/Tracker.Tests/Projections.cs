using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests;

/// <summary>Every row of every projection table, as text that can be compared.</summary>
static class Projections
{
    public static async Task<Dictionary<string, string[]>> OfAsync(TestTracker tracker)
    {
        await using var db = tracker.OpenDb();
        return new()
        {
            ["runs"] = await RowsAsync(db.Runs),
            ["run_parameters"] = await RowsAsync(db.Set<RunParameter>()),
            ["run_attempts"] = await RowsAsync(db.RunAttempts),
            ["metric_chunks"] = await RowsAsync(db.MetricChunks),
            ["open_points"] = await RowsAsync(db.OpenPoints),
            ["metric_totals"] = await RowsAsync(db.MetricTotals),
            ["run_times"] = await RowsAsync(db.RunTimes),
            ["phase_changes"] = await RowsAsync(db.PhaseChanges),
            ["evaluations"] = await RowsAsync(db.Evaluations),
            ["previews"] = await RowsAsync(db.Previews),
            ["checkpoints"] = await RowsAsync(db.Checkpoints),
            ["console_lines"] = await RowsAsync(db.ConsoleLines),
        };
    }

    public static void ShouldBe(this Dictionary<string, string[]> actual, Dictionary<string, string[]> expected)
    {
        foreach (var (table, rows) in expected)
        {
            if (table != "open_points") // runs that have ended have none
                rows.ShouldNotBeEmpty($"{table} must hold something to compare");
            actual[table].ShouldBe(rows, table);
        }
    }

    static async Task<string[]> RowsAsync<T>(IQueryable<T> rows) where T : class =>
        [.. (await rows.AsNoTracking().ToListAsync()).Select(r => JsonSerializer.Serialize(r, JournalJson.Options)).Order(StringComparer.Ordinal)];
}
