using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Checkpoints;
using Platform.Tracker.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Phases;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>The run table and one run, read.</summary>
sealed class RunQueries(IDbContextFactory<TrackerDb> databases)
{
    public const int DefaultTake = 100;
    public const int MostTaken = 1000;

    /// <summary>One count and one page, whatever the number of metrics.</summary>
    public async Task<RunPage> PageAsync(RunListRequest request, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var matching = Matching(db.Runs.AsNoTracking().Where(r => r.StartedAt != null), request);
        var total = await matching.CountAsync(cancel);
        var page = await Sorted(matching, request.Sort ?? "started", request.Descending ?? true)
            .Skip(request.Skip ?? 0).Take(request.Take ?? DefaultTake).ToListAsync(cancel);
        return new(total, [.. page.Select(Summary)]);
    }

    public async Task<RunDetail?> DetailAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.StartedAt != null, cancel);
        if (run is null)
            return null;
        var visible = await Supersession.OfAsync(db, id, cancel);
        return new()
        {
            Summary = Summary(run),
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
            Metrics = await MetricQueries.SummariesAsync(db, id, cancel),
            Checkpoints = await CheckpointQueries.OfAsync(db, id, cancel),
            Journal = await JournalQueries.StateAsync(db, run, cancel),
        };
    }

    static IQueryable<Run> Matching(IQueryable<Run> runs, RunListRequest request)
    {
        if (request.Project is { } project)
            runs = runs.Where(r => r.Project == project);
        if (request.Experiment is { } experiment)
            runs = runs.Where(r => r.Experiment == experiment);
        if (request.Method is { } method)
            runs = runs.Where(r => r.Method == method);
        if (request.Status is { } status)
            runs = runs.Where(r => r.Status == status);
        if (request.Search?.ToLowerInvariant() is { } part)
            runs = runs.Where(r => r.Name!.ToLower().Contains(part) || r.Method!.ToLower().Contains(part)
                || r.Backbone!.ToLower().Contains(part) || r.Dataset!.ToLower().Contains(part) || r.Experiment!.ToLower().Contains(part));
        return runs;
    }

    // Ties in a stable order: a page boundary must not lose or repeat a run.
    static IQueryable<Run> Sorted(IQueryable<Run> runs, string key, bool descending) => key switch
    {
        "started" => By(runs, r => r.StartedAt, descending),
        "name" => By(runs, r => r.Name, descending),
        "status" => By(runs, r => r.Status, descending),
        "method" => By(runs, r => r.Method, descending),
        "backbone" => By(runs, r => r.Backbone, descending),
        "dataset" => By(runs, r => r.Dataset, descending),
        "progress" => By(runs, r => r.TotalIterations > 0 ? (double)r.Iteration / r.TotalIterations : 0, descending),
        "best" => By(runs, r => r.BestMeanIou ?? -1, descending), // runs without one are the worst, on either database
        "updated" => By(runs, r => r.UpdatedAt, descending),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "not one of RunListRequest.SortKeys"),
    };

    static IQueryable<Run> By<T>(IQueryable<Run> runs, Expression<Func<Run, T>> key, bool descending) =>
        descending ? runs.OrderByDescending(key).ThenByDescending(r => r.Id) : runs.OrderBy(key).ThenBy(r => r.Id);

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
    };

    static T Json<T>(string? text) => JsonSerializer.Deserialize<T>(text!, JournalJson.Options)!;
}
