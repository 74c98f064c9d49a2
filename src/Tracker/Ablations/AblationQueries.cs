using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Ablations;

/// <summary>Ladders, made of the switches that runs were started with.</summary>
sealed class AblationQueries(IDbContextFactory<TrackerDb> databases, ScoredRunReader runs)
{
    const int MostScopes = 200;

    /// <exception cref="FilterException">The filter cannot be understood.</exception>
    public async Task<AblationTable> TableAsync(AblationRequest request, CancellationToken cancel)
    {
        var scored = await runs.ReadAsync(request, cancel);
        var plan = AblationPlan.Of(scored, request.Settings);
        var output = plan.Outputs.FirstOrDefault(o => o == (request.Output ?? "seg")) ?? (plan.Outputs.Count > 0 ? plan.Outputs[0] : null);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var evaluations = plan.Runs.Where(r => output is not null && r.Scores.ContainsKey(output)).ToDictionary(r => r.Id, r => r.Scores[output!].Sequence);
        var classes = await ClassScores.ReadAsync(db, evaluations, cancel);
        var rows = plan.Rows();
        var differing = RunSettings.Differing(plan.Settings);
        return new()
        {
            Split = request.Split,
            Network = request.Network,
            Selection = request.Selection,
            Outputs = plan.Outputs,
            Output = output,
            Switches = Ordered(plan.Varying, rows),
            Rows = new AblationBuilder(plan, rows, output, classes).Rows(),
            ClassNames = classes.Names,
            Settings = [.. plan.Settings.OrderByDescending(s => s == plan.Chosen).Select(s => new AblationSettings(s.Id, s.Runs.Count, s.Combinations,
                differing.Where(s.Parameters.ContainsKey).ToDictionary(key => key, key => s.Parameters[key])))],
            Excluded = plan.Excluded,
            Notes = [.. plan.Notes, .. AblationNotes.WithoutEffect(rows)],
            Choices = scored.Choices,
            Runs = scored.Total,
        };
    }

    /// <summary>What may be worth a ladder: several combinations of switches in one experiment or sweep.</summary>
    public async Task<IReadOnlyList<AblationScope>> ScopesAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kinds = await db.Runs.AsNoTracking().Where(r => r.StartedAt != null && !r.Archived)
            .GroupBy(r => new { r.Project, r.Experiment, r.SweepId, r.Switches })
            .Select(g => new { g.Key, Runs = g.Count(), Newest = g.Max(r => r.StartedAt) }).ToListAsync(cancel);
        return
        [
            .. kinds.GroupBy(k => new { k.Key.Project, k.Key.Experiment, k.Key.SweepId }).Where(g => g.Count() > 1)
                .OrderByDescending(g => g.Max(k => k.Newest)).Take(MostScopes)
                .Select(g => new AblationScope(g.Key.Project!, g.Key.Experiment!, g.Key.SweepId, g.Sum(k => k.Runs), g.Count())),
        ];
    }

    // as the ladder turns them on; those that are on from its beginning, or in no step, as the runs name them
    static IReadOnlyList<string> Ordered(IReadOnlyList<string> varying, IReadOnlyList<PlannedRow> rows)
    {
        var steps = rows.Where(r => r.Kind == AblationRowKind.Step).ToArray();
        int FirstOn(int place) => Array.FindIndex(steps, s => s.Combination.On[place]) is >= 0 and var at ? at : steps.Length;
        return [.. varying.Select((name, place) => (name, place)).OrderBy(v => FirstOn(v.place)).ThenBy(v => v.place).Select(v => v.name)];
    }
}
