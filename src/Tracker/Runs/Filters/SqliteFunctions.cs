using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Platform.Tracker.Runs.Groups;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Aggregates that PostgreSQL has and SQLite lacks.</summary>
static class SqliteFunctions
{
    public const string HashOfParameters = "hash_of_parameters";

    /// <summary>Tells an open connection of them.</summary>
    public static void AddTo(SqliteConnection connection)
    {
        connection.CreateAggregate<double?, Deviation, double?>(
            "stddev_samp", default, (deviation, value) => deviation.With(value), deviation => deviation.Sample, isDeterministic: true);
        connection.CreateAggregate<string, double?, string, ulong, long>(
            HashOfParameters, 0, (sum, key, number, text) => sum + Hash(key, number, text), sum => (long)sum, isDeterministic: true);
    }

    static ulong Hash(string key, double? number, string text) =>
        Mixed(Mixed(0, MemoryMarshal.AsBytes(key.AsSpan())), number is { } n ? BitConverter.GetBytes(n == 0 ? 0.0 : n) : MemoryMarshal.AsBytes(text.AsSpan()));

    // FNV-1a, and the last steps of MurmurHash3, so that sums of such numbers do not meet
    static ulong Mixed(ulong seed, ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var b in bytes)
            hash = (hash ^ b) * 1099511628211UL;
        hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ hash >> 33;
    }
}
