using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Rebuilds every projection from the stored journal, one run a transaction; trackers may go on storing meanwhile.</summary>
public sealed class ReplayJournal
{
    readonly IDbContextFactory<TrackerDb> _databases;
    readonly IJournalWriter _writer;
    readonly Projector _projector;

    internal ReplayJournal(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, Projector projector) =>
        (_databases, _writer, _projector) = (databases, writer, projector);

    /// <summary>Replays the database that <see cref="TrackerOptions"/> in the configuration name.</summary>
    /// <returns>How many runs and entries were applied.</returns>
    /// <exception cref="Contracts.UserErrorException">The settings cannot be used or the database cannot be reached.</exception>
    public static async Task<ReplayReport> RunAsync(
        IConfiguration configuration, IProgress<ReplayReport>? progress = null, CancellationToken cancel = default)
    {
        await using var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddTrackerStorage(configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancel);
        return await services.GetRequiredService<ReplayJournal>().RunAsync(progress, cancel);
    }

    internal async Task<ReplayReport> RunAsync(IProgress<ReplayReport>? progress, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var runs = await db.Runs.Where(r => r.Stored > 0).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancel);
        var report = new ReplayReport(0, 0);
        foreach (var run in runs)
        {
            var applied = await RebuildAsync(run, cancel);
            report = new(report.Runs + 1, report.Entries + applied);
            progress?.Report(report);
        }
        return report;
    }

    async Task<long> RebuildAsync(Guid run, CancellationToken cancel)
    {
        using var turn = await _writer.EnterAsync(cancel);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await ForgetAsync(db, (await _writer.LockRunsAsync(db, [run], cancel))[run], cancel);
        db.ChangeTracker.Clear();
        await _projector.RebuildAsync(db, run, cancel);
        var applied = await db.Runs.Where(r => r.Id == run).Select(r => r.AppliedSequence).SingleAsync(cancel);
        await transaction.CommitAsync(cancel);
        return applied;
    }

    static async Task ForgetAsync(TrackerDb db, Run row, CancellationToken cancel)
    {
        var run = row.Id;
        await ProjectionTables.DeleteAsync(db, run, cancel);
        var entries = db.JournalEntries.Where(e => e.RunId == run);
        // The row stays, emptied: trackers wait for its lock, and a new row would not be the one they wait for.
        db.Entry(row).CurrentValues.SetValues(new Run
        {
            Id = run,
            Stored = row.PackedSequence + await entries.LongCountAsync(cancel),
            HighestSequence = Math.Max(row.PackedSequence, await entries.MaxAsync(e => (long?)e.Sequence, cancel) ?? 0),
            PackedSequence = row.PackedSequence,
            FenceAttempt = row.FenceAttempt,
            FenceSequence = row.FenceSequence,
            Archived = row.Archived,
            Audited = row.Audited,
        });
        await db.SaveChangesAsync(cancel);
    }
}
