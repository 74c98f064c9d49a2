using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>Per-class IoU of groups of runs, from one evaluation of each run.</summary>
sealed class ClassComparisons(IDbContextFactory<TrackerDb> databases)
{
    public async Task<ComparedClasses> CompareAsync(ClassComparisonRequest request, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        Guid[] runs = [.. request.Groups.SelectMany(g => g).Distinct()];
        var seeds = await db.Runs.Where(r => runs.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Seed, cancel);
        var taken = await TakeAsync(db, runs, request, cancel);
        string[] protocols = [.. taken.Values.Select(e => JsonSerializer.Serialize(e.Protocol, JournalJson.Options)).Distinct()];
        string[] names = [.. taken.Values.SelectMany(e => e.ClassNames).Distinct()];
        var classes = Corrected(names.Select(name => new ClassComparison(name, Compare(e => IouOf(e, name)))));
        return new()
        {
            Classes = [.. classes.OrderByDescending(Size)],
            Mean = new("mean", [.. Against.Corrected([.. Compare(e => e.MeanIou).Select((value, i) => (i, value))]).OrderBy(g => g.Key).Select(g => g.Value)]),
            Evaluations = [.. request.Groups.Select(g => (IReadOnlyList<TakenEvaluation>)[.. g.Where(taken.ContainsKey).Select(run => taken[run])
                .Zip(g.Where(taken.ContainsKey), (e, run) => new TakenEvaluation(run, e.Id, e.Iteration, Array.IndexOf(protocols, JsonSerializer.Serialize(e.Protocol, JournalJson.Options))))])],
            Protocols = [.. protocols.Select(p => JsonSerializer.Deserialize<EvaluationProtocol>(p, JournalJson.Options)!)],
        };

        IReadOnlyList<GroupValue> Compare(Func<EvaluationResult, double?> value) => Against.Baseline([.. request.Groups.Select(group =>
            (IReadOnlyList<RunValue>)[.. group.Where(taken.ContainsKey)
                .Select(run => new RunValue(run, seeds[run], value(taken[run]) ?? double.NaN, taken[run].Iteration)).Where(v => double.IsFinite(v.Value))])], request.Baseline);
    }

    static double? IouOf(EvaluationResult evaluation, string name) =>
        evaluation.ClassNames.ToList().IndexOf(name) is >= 0 and var i ? evaluation.ClassIou[i] : null;

    static double Size(ClassComparison one) => one.Groups.Max(g => Math.Abs(g.Difference?.Value ?? 0));

    /// <summary>Each group was compared as often as there are classes.</summary>
    static IReadOnlyList<ClassComparison> Corrected(IEnumerable<ClassComparison> several)
    {
        ClassComparison[] classes = [.. several];
        if (classes.Length == 0)
            return classes;
        var groups = Enumerable.Range(0, classes[0].Groups.Count).Select(g => Against.Corrected([.. classes.Select(c => (c.Name, c.Groups[g]))])).ToArray();
        return [.. classes.Select(c => c with { Groups = [.. groups.Select(g => g[c.Name])] })];
    }

    static async Task<IReadOnlyDictionary<Guid, EvaluationResult>> TakeAsync(TrackerDb db, Guid[] runs, ClassComparisonRequest request, CancellationToken cancel)
    {
        var visible = await Supersession.OfAsync(db, runs, cancel);
        var heads = await db.Evaluations.AsNoTracking()
            .Where(e => runs.Contains(e.RunId) && e.Split == request.Split && e.Output == request.Output)
            .Where(e => request.Network == ComparedHead.Better || e.Network == request.Network)
            .Select(e => new { e.RunId, e.Sequence, e.Attempt, e.Iteration, e.MeanIou, e.Protocol }).ToListAsync(cancel);
        var taken = new Dictionary<Guid, EvaluationResult>();
        foreach (var own in heads.Where(e => visible[e.RunId].Counts(e.Attempt, e.Iteration)).GroupBy(e => e.RunId))
        {
            // a checkpoint scored by itself may have another protocol: it counts only where there is nothing else
            var during = own.Where(e => !EvaluationProjection.IsOfCheckpoint(e.Protocol)).DefaultIfEmpty(own.First()).ToArray();
            var asked = request.Iteration is { } iteration ? during.Where(e => e.Iteration <= iteration).ToArray() : during;
            var best = request is { Iteration: null, Statistic: RunStatistic.Best };
            if (asked.OrderByDescending(e => best ? e.MeanIou ?? double.NegativeInfinity : e.Iteration).ThenByDescending(e => e.Iteration)
                .ThenByDescending(e => request.Network == ComparedHead.Better ? e.MeanIou : null).ThenByDescending(e => e.Sequence).FirstOrDefault() is { } chosen)
                taken[own.Key] = EvaluationQueries.Result(await db.Evaluations.AsNoTracking().SingleAsync(
                    e => e.RunId == chosen.RunId && e.Sequence == chosen.Sequence, cancel));
        }
        return taken;
    }
}
