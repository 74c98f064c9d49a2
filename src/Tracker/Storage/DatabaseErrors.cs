using Microsoft.Data.Sqlite;
using Npgsql;

namespace Platform.Tracker.Storage;

/// <summary>Which errors are worth another try of the same transaction.</summary>
static class DatabaseErrors
{
    // SQLite's BUSY, LOCKED, IOERR, FULL, CANTOPEN: another process writes, or the disk is full or away.
    static readonly int[] s_sqlitePasses = [5, 6, 10, 13, 14];

    // Its primary key and unique constraints.
    static readonly int[] s_sqliteTwice = [1555, 2067];

    /// <summary>Whether the database is away or busy, or another tracker was just quicker to store the same.</summary>
    public static bool MayPass(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            var passes = e switch
            {
                PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DiskFull } => true,
                NpgsqlException postgres => postgres.IsTransient,
                SqliteException sqlite => s_sqlitePasses.Contains(sqlite.SqliteErrorCode) || s_sqliteTwice.Contains(sqlite.SqliteExtendedErrorCode),
                TimeoutException or System.Net.Sockets.SocketException => true,
                _ => false,
            };
            if (passes)
                return true;
        }
        return false;
    }
}
