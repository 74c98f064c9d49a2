using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Contracts;
using Platform.Tracker.Journal;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Storage;

/// <summary>The only place that picks PostgreSQL or SQLite.</summary>
static class DatabaseSetup
{
    // what the connection string itself says comes later, and counts
    const int ConnectSeconds = 5;

    public static IServiceCollection AddDatabase(this IServiceCollection services, TrackerOptions options)
    {
        if (options.Database == "postgres")
            services.AddSingleton<IJournalWriter, PostgresJournalWriter>().AddSingleton<IMetricWriter, PostgresMetricWriter>();
        else
            services.AddSingleton<IJournalWriter, SqliteJournalWriter>().AddSingleton<IMetricWriter, SqliteMetricWriter>();
        return services.AddPooledDbContextFactory<TrackerDb>(builder => Use(builder, options));
    }

    public static void Use(DbContextOptionsBuilder builder, TrackerOptions options)
    {
        // Migrations are written by hand, without a model snapshot; a test compares the migrated schema with the model's.
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)
            .Log((RelationalEventId.CommandExecuted, LogLevel.Debug))); // or every statement is on the console
        if (options.Database == "postgres")
            builder.UseNpgsql(PostgresConnection(options), o => o.MigrationsAssembly("Platform.Migrations.Postgres"));
        else
            builder.UseSqlite(SqliteConnection(options), o => o.MigrationsAssembly("Platform.Migrations.Sqlite"))
                .AddInterceptors(new SqlitePragmas());
    }

    static string PostgresConnection(TrackerOptions options)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder($"Timeout={ConnectSeconds};{options.ConnectionString}").ConnectionString;
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException($"Tracker:ConnectionString is not a PostgreSQL connection string: {e.Message}", e);
        }
    }

    static string SqliteConnection(TrackerOptions options)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(options.ConnectionString);
            if (connection.DataSource is "" or ":memory:")
                throw new UserErrorException("Tracker:ConnectionString names no SQLite file; give \"Data Source=<path>\"");
            if (Path.GetDirectoryName(Path.GetFullPath(connection.DataSource)) is { } folder)
                Directory.CreateDirectory(folder);
            return connection.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot use the SQLite database \"{options.ConnectionString}\": {e.Message}", e);
        }
    }
}
