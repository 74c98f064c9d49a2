using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Checkpoints;
using Platform.Tracker.DeadLetters;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Journal;
using Platform.Tracker.Logs;
using Platform.Tracker.Metrics;
using Platform.Tracker.Phases;
using Platform.Tracker.Previews;
using Platform.Tracker.Runs;
using Platform.Tracker.Sweeps;
using Platform.Tracker.Times;

namespace Platform.Tracker.Storage;

/// <summary>The journal as it was received, and the projections that can be rebuilt from it.</summary>
sealed class TrackerDb(DbContextOptions<TrackerDb> options) : DbContext(options)
{
    public DbSet<StoredEntry> JournalEntries => Set<StoredEntry>();
    public DbSet<JournalSegment> JournalSegments => Set<JournalSegment>();
    public DbSet<JournalConflict> JournalConflicts => Set<JournalConflict>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<DeadLetterReplay> DeadLetterReplays => Set<DeadLetterReplay>();

    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunAttempt> RunAttempts => Set<RunAttempt>();
    public DbSet<MetricChunk> MetricChunks => Set<MetricChunk>();
    public DbSet<OpenPoints> OpenPoints => Set<OpenPoints>();
    public DbSet<MetricTotal> MetricTotals => Set<MetricTotal>();
    public DbSet<RunTime> RunTimes => Set<RunTime>();
    public DbSet<PhaseChange> PhaseChanges => Set<PhaseChange>();
    public DbSet<Evaluation> Evaluations => Set<Evaluation>();
    public DbSet<StoredPreview> Previews => Set<StoredPreview>();
    public DbSet<RecordedCheckpoint> Checkpoints => Set<RecordedCheckpoint>();
    public DbSet<ConsoleLine> ConsoleLines => Set<ConsoleLine>();

    public DbSet<Sweep> Sweeps => Set<Sweep>();
    public DbSet<SweepCell> SweepCells => Set<SweepCell>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrackerDb).Assembly);
        ColumnForms.Apply(modelBuilder, Database.IsSqlite());
        SnakeCase.Apply(modelBuilder);
    }
}
