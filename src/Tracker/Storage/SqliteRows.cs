using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Tracker.Storage;

/// <summary>Runs one prepared statement once a row, in the context's transaction. Its parameters are $0, $1, $2 …</summary>
static class SqliteRows
{
    public static async Task WriteAsync(TrackerDb db, string sql, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        SqliteCommand? command = null;
        foreach (var row in rows)
        {
            command ??= Prepare(db, sql, row.Length);
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
        if (command is not null)
            await command.DisposeAsync();
    }

    static SqliteCommand Prepare(TrackerDb db, string sql, int parameters)
    {
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }
}
