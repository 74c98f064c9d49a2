using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Contracts.Statistics;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Runs;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Ablations;

/// <summary>Reads the runs of a scope with their configurations and the evaluations that stand for them: four statements, whatever their number.</summary>
sealed class ScoredRunReader(IDbContextFactory<TrackerDb> databases, RunTableQuery table)
{
    // what differs between runs that are the same experiment, and what changes no result
    static readonly string[] s_ignored =
    [
        "seed", "name", "project", "experiment", "dataset.workers", "schedule.logEvery", "schedule.previewEvery", "schedule.previewImages", "schedule.checkpointEvery",
    ];

    /// <exception cref="FilterException">The filter cannot be understood.</exception>
    public async Task<ScoredRuns> ReadAsync(ScoreRequest request, CancellationToken cancel)
    {
        var page = await table.PageAsync(
            new() { Filter = request.Filter, Project = request.Project, Experiment = request.Experiment, Take = RunTableQuery.MostTaken }, cancel);
        Guid[] ids = [.. page.Runs.Select(r => r.Id)];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var details = await db.Runs.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Config, r.CodeRevision, r.CodeDirty, r.Device }).ToDictionaryAsync(r => r.Id, cancel);
        var visible = await Supersession.OfAsync(db, ids, cancel);
        var evaluations = (await LightAsync(db, ids, cancel)).Where(e => visible[e.RunId].Counts(e.Attempt, e.Iteration) && !e.OfCheckpoint).ToLookup(e => e.RunId);
        return new(page.Total,
        [
            .. page.Runs.Where(r => details.ContainsKey(r.Id)).Select(run => new ScoredRun
            {
                Summary = run,
                Parameters = Parameters(run, details[run.Id].Config!),
                Revision = details[run.Id].CodeRevision is { } revision ? revision + (details[run.Id].CodeDirty ? "+" : "") : null,
                Device = details[run.Id].Device!,
                Scores = Scores(evaluations[run.Id], request),
                Course = new(() => Course(evaluations[run.Id])),
            }),
        ], Choices(evaluations.SelectMany(e => e), request.Split));
    }

    static async Task<List<LightEvaluation>> LightAsync(TrackerDb db, Guid[] runs, CancellationToken cancel) =>
        await db.Evaluations.AsNoTracking().Where(e => runs.Contains(e.RunId))
            .Select(e => new LightEvaluation(e.RunId, e.Sequence, e.Attempt, e.Iteration, e.Split, e.Output, e.Network, e.Protocol, e.ClassNames, e.MeanIou, e.Stated != null))
            .ToListAsync(cancel);

    static Dictionary<string, string> Parameters(RunSummary run, string config)
    {
        using var json = JsonDocument.Parse(config);
        var found = RunParameters.Of(run.Id, json.RootElement, run.Switches)
            .Where(p => !p.Key.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal) && !s_ignored.Contains(p.Key))
            .ToDictionary(p => p.Key, p => p.TextValue, StringComparer.Ordinal);
        // those of imported logs state some of these nowhere else
        found.TryAdd("method", run.Method);
        found.TryAdd("backbone", run.Backbone);
        found.TryAdd("dataset", run.Dataset);
        found.TryAdd("iterations", $"{run.TotalIterations}");
        return found;
    }

    static Dictionary<string, RunScore> Scores(IEnumerable<LightEvaluation> evaluations, ScoreRequest request) =>
        evaluations.Where(e => e.Split == request.Split && (request.Network is null || e.Network == request.Network))
            .GroupBy(e => e.Output)
            .Select(output => ScoreChoice.Of(output, e => e.Iteration, e => e.MeanIou, request.Selection)).OfType<LightEvaluation>()
            .ToDictionary(e => e.Output, e => new RunScore(e.Sequence, e.Network, e.Iteration, e.MeanIou!.Value, ScoreProtocol.Of(e.Protocol, e.ClassNames, e.IsStated)));

    static string? Course(IEnumerable<LightEvaluation> evaluations)
    {
        var all = evaluations.ToArray();
        var numbers = all.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Iteration}/{e.Split}/{e.Output}/{e.Network}={e.MeanIou:R}"));
        return all.Length == 0 || all.Any(e => e.IsStated) ? null
            : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', numbers.Order(StringComparer.Ordinal)))));
    }

    static ScoreChoices Choices(IEnumerable<LightEvaluation> evaluations, string split)
    {
        var all = evaluations.ToArray();
        var ours = all.Where(e => e.Split == split).ToArray();
        return new(
            [.. all.Select(e => e.Split).Distinct().Order(StringComparer.Ordinal)],
            OutputOrder.Sorted(ours.Select(e => e.Output)),
            [.. ours.Select(e => e.Network).Distinct().Order(StringComparer.Ordinal)]);
    }

    sealed record LightEvaluation(
        Guid RunId, long Sequence, int Attempt, int Iteration, string Split, string Output, string Network, string Protocol, string ClassNames,
        double? MeanIou, bool IsStated)
    {
        // one made of a checkpoint afterwards is of another protocol than those the run was followed by
        public bool OfCheckpoint { get; } = JsonSerializer.Deserialize<EvaluationProtocol>(Protocol, JournalJson.Options)!.OfCheckpoint == true;
    }
}
