using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Checkpoints;
using Platform.Tracker.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Phases;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>The run table and one run, read.</summary>
sealed class RunQueries(IDbContextFactory<TrackerDb> databases, RunTableQuery table)
{
    public Task<RunPage> PageAsync(RunListRequest request, CancellationToken cancel) => table.PageAsync(request, cancel);

    public async Task<RunDetail?> DetailAsync(Guid id, CancellationToken cancel, bool metrics = true)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.StartedAt != null, cancel);
        if (run is null)
            return null;
        var visible = await Supersession.OfAsync(db, id, cancel);
        return new()
        {
            Summary = Summary(run) with { Tags = await RunTags.OfAsync(db, id, cancel) },
            Config = Json<JsonElement>(run.Config),
            ConfigHash = run.ConfigHash!,
            SplitSizes = Json<Dictionary<string, int>>(run.SplitSizes),
            CodeRevision = run.CodeRevision,
            CodeDirty = run.CodeDirty,
            Host = run.Host!,
            Device = run.Device!,
            Libraries = Json<Dictionary<string, string>>(run.Libraries),
            SweepId = run.SweepId,
            CellId = run.CellId,
            Ending = run.Ending,
            Stack = run.Stack,
            Phases = await PhaseQueries.SpansAsync(db, id, visible, cancel),
            Metrics = metrics ? await MetricQueries.SummariesAsync(db, id, [], cancel) : [],
            MetricCount = await db.MetricTotals.CountAsync(t => t.RunId == id && t.Count > 0, cancel),
            Checkpoints = await CheckpointQueries.OfAsync(db, id, cancel),
            Journal = await JournalQueries.StateAsync(db, run, cancel),
        };
    }

    static RunSummary Summary(Run run) => new()
    {
        Id = run.Id,
        Project = run.Project!,
        Experiment = run.Experiment!,
        Name = run.Name!,
        Method = run.Method!,
        Backbone = run.Backbone!,
        Dataset = run.Dataset!,
        Status = run.Status,
        Attempt = run.Attempt,
        Seed = run.Seed,
        Switches = Json<Dictionary<string, bool>>(run.Switches),
        Iteration = run.Iteration,
        TotalIterations = run.TotalIterations,
        Phase = run.Phase,
        BestMeanIou = run.BestMeanIou,
        BestIteration = run.BestIteration,
        StartedAt = run.StartedAt!.Value,
        UpdatedAt = run.UpdatedAt!.Value,
        EndedAt = run.EndedAt,
        AppliedSequence = run.AppliedSequence,
        Archived = run.Archived,
        Audited = run.Audited,
        Imported = run.Imported is null ? null : Json<ImportedFacts>(run.Imported),
        Synthetic = run.Synthetic,
    };

    static T Json<T>(string? text) => JsonSerializer.Deserialize<T>(text!, JournalJson.Options)!;
}
