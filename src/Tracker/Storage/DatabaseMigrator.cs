using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts;
using Platform.Tracker.Runs;

namespace Platform.Tracker.Storage;

/// <summary>
/// Brings the schema up to date before anything else of the host starts, the bus included. Several trackers may start at
/// once: on PostgreSQL an advisory lock lets one migrate while the others wait.
/// </summary>
sealed class DatabaseMigrator(
    IDbContextFactory<TrackerDb> databases, IOptions<TrackerOptions> options, ILogger<DatabaseMigrator> logger) : IHostedLifecycleService
{
    // Any number, the same in every tracker.
    const long LockKey = 0x706C6174666F726D;

    public Task StartingAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);

    /// <exception cref="UserErrorException">The database cannot be reached, or is behind and this tracker only reads.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            if (options.Value.ReadOnly)
            {
                await RefusePendingAsync(db, cancel);
                return;
            }
            if (db.Database.IsNpgsql())
            {
                db.Database.SetCommandTimeout(TimeSpan.Zero); // as long as it takes, here or in the tracker that migrates
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockKey})", cancel);
            }
            var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToArray();
            if (pending.Length > 0)
                await db.Database.MigrateAsync(cancel);
            if (await SettingsHash.FillAsync(db, cancel) is > 0 and var filled)
                Log.SettingsHashed(logger, filled);
            Log.DatabaseReady(logger, db.Database.ProviderName!, pending.Length);
            if (db.Database.IsNpgsql())
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({LockKey})", cancel);
        }
        catch (Exception e) when (CauseOf(e) is { } cause)
        {
            throw new UserErrorException(Explain(db.Database.GetDbConnection(), cause), e);
        }
    }

    static async Task RefusePendingAsync(TrackerDb db, CancellationToken cancel)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToArray();
        if (pending.Length > 0)
            throw new UserErrorException($"the database lacks {string.Join(", ", pending)}, and this tracker only reads (Tracker:ReadOnly); "
                + "run platform migrate on the database it follows");
    }

    // EF wraps what it takes for transient.
    static Exception? CauseOf(Exception? error) => error switch
    {
        null => null,
        NpgsqlException or SqliteException or TimeoutException or SocketException => error,
        _ => CauseOf(error.InnerException),
    };

    static string Explain(DbConnection connection, Exception error)
    {
        if (connection is not NpgsqlConnection)
            return $"cannot use the SQLite database {connection.DataSource}: {Reason(error)}; "
                + "check that the folder is writable and the file is a tracker's, or correct Tracker:ConnectionString";
        var address = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        return $"cannot use PostgreSQL at {address.Host}:{address.Port}, database \"{address.Database}\": {Reason(error)}; "
            + "start it, or correct Tracker:ConnectionString";
    }

    static string Reason(Exception error) => (error.InnerException ?? error).Message.ReplaceLineEndings(" ");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
