using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>New rows by binary COPY, changed ones of all runs in one statement over arrays.</summary>
sealed class PostgresMetricWriter : IMetricWriter
{
    const string Totals =
        $"""
        INSERT INTO metric_totals AS t ({MetricSql.TotalColumns})
        SELECT r, n, 0, 0, c, li, l, mi, mii, ma, mai, CASE WHEN b THEN mi ELSE ma END, CASE WHEN b THEN mii ELSE mai END, b
        FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::integer[], $5::double precision[], $6::double precision[], $7::integer[],
            $8::double precision[], $9::integer[], $10::boolean[]) AS u(r, n, c, li, l, mi, mii, ma, mai, b)
        {MetricSql.MergeTotal}
        """;

    const string ChunkStates =
        """
        UPDATE metric_totals AS t SET chunks = u.chunks, last_chunk_points = u.points
        FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::integer[]) AS u(run_id, name, chunks, points)
        WHERE t.run_id = u.run_id AND t.name = u.name
        """;

    const string Rewritten =
        """
        DELETE FROM metric_chunks AS c USING unnest($1::uuid[], $2::text[], $3::integer[]) AS u(run_id, name, chunk)
        WHERE c.run_id = u.run_id AND c.name = u.name AND c.chunk = u.chunk
        """;

    public async Task WriteAsync(TrackerDb db, MetricChanges changes, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (changes.Totals.Count > 0)
            await WriteTotalsAsync(connection, changes, cancel);
        if (changes.Closed.Count > 0)
            await ExecuteAsync(connection, "DELETE FROM open_points WHERE run_id = ANY($1)", cancel, changes.Closed.ToArray());
        if (changes.Opened.Count > 0)
            await CopyOpenedAsync(connection, changes.Opened, cancel);
        if (changes.Rewritten.Count > 0)
            await ExecuteAsync(connection, Rewritten, cancel, changes.Rewritten.Select(c => c.Run).ToArray(),
                changes.Rewritten.Select(c => c.Name).ToArray(), changes.Rewritten.Select(c => c.Chunk).ToArray());
        if (changes.Chunks.Count > 0)
            await CopyChunksAsync(connection, changes.Chunks, cancel);
        if (changes.ChunkStates.Count > 0)
            await ExecuteAsync(connection, ChunkStates, cancel, changes.ChunkStates.Keys.Select(k => k.Run).ToArray(),
                changes.ChunkStates.Keys.Select(k => k.Name).ToArray(), changes.ChunkStates.Values.Select(s => s.Chunks).ToArray(),
                changes.ChunkStates.Values.Select(s => s.Points).ToArray());
    }

    // In order of key: trackers that write the same rows must not wait for each other.
    static Task WriteTotalsAsync(NpgsqlConnection connection, MetricChanges changes, CancellationToken cancel)
    {
        var totals = changes.Totals.OrderBy(t => t.Key.Run).ThenBy(t => t.Key.Name, StringComparer.Ordinal).ToArray();
        return ExecuteAsync(connection, Totals, cancel,
            totals.Select(t => t.Key.Run).ToArray(), totals.Select(t => t.Key.Name).ToArray(),
            totals.Select(t => t.Value.Count).ToArray(), totals.Select(t => t.Value.LastIteration).ToArray(), totals.Select(t => t.Value.Last).ToArray(),
            totals.Select(t => t.Value.Min).ToArray(), totals.Select(t => t.Value.MinIteration).ToArray(),
            totals.Select(t => t.Value.Max).ToArray(), totals.Select(t => t.Value.MaxIteration).ToArray(),
            totals.Select(t => MetricDirection.IsLowerBetter(t.Key.Name)).ToArray());
    }

    static async Task CopyOpenedAsync(NpgsqlConnection connection, IReadOnlyList<OpenPoints> opened, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY open_points (run_id, sequence, attempt, points) FROM STDIN (FORMAT binary)", cancel);
        foreach (var p in opened)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(p.RunId, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(p.Sequence, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(p.Attempt, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(p.Points, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    static async Task CopyChunksAsync(NpgsqlConnection connection, IReadOnlyCollection<MetricChunk> chunks, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY metric_chunks ({MetricSql.ChunkColumns}) FROM STDIN (FORMAT binary)", cancel);
        foreach (var c in chunks)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(c.RunId, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(c.Name, NpgsqlDbType.Text, cancel);
            foreach (var integer in (ReadOnlySpan<int>)[c.Chunk, c.Attempt, c.Count, c.FirstIteration, c.LastIteration, c.Step])
                copy.Write(integer, NpgsqlDbType.Integer);
            await WriteAsync(copy, c.First, cancel);
            await WriteAsync(copy, c.Last, cancel);
            await WriteAsync(copy, c.Min, cancel);
            await copy.WriteAsync(c.MinIteration, NpgsqlDbType.Integer, cancel);
            await WriteAsync(copy, c.Max, cancel);
            await copy.WriteAsync(c.MaxIteration, NpgsqlDbType.Integer, cancel);
            await WriteAsync(copy, c.Sum, cancel);
            await copy.WriteAsync(c.Points, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(c.Fine, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(c.Coarse, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    static Task WriteAsync(NpgsqlBinaryImporter copy, double? value, CancellationToken cancel) =>
        value is { } number ? copy.WriteAsync(number, NpgsqlDbType.Double, cancel) : copy.WriteNullAsync(cancel);

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
