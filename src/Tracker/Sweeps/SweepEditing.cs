using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Begins sweeps and changes them.</summary>
sealed class SweepEditing(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, IEnumerable<ISweepPlanner> planners, TimeProvider clock)
{
    const string DefaultSource = "sweep.yaml";

    /// <exception cref="SweepFaultsException">The file has faults.</exception>
    public async Task<Guid> CreateAsync(SweepRequest request, CancellationToken cancel)
    {
        var draft = Plan(request.Yaml, request.Source);
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var now = StoredForm.Time(clock.GetUtcNow());
        var sweep = Empty(await FreeNameAsync(turn.Db, draft.Name, cancel), now);
        Describe(sweep, draft, request.Yaml);
        sweep.Priority = request.Priority ?? draft.Priority;
        sweep.Reuse = request.Reuse ?? draft.Reuse;
        turn.Db.Add(sweep);
        await CellAdding.AddAsync(turn.Db, sweep, draft.Cells, now, cancel);
        await turn.CommitAsync(cancel);
        return sweep.Id;
    }

    /// <returns>Null where the sweep is unknown.</returns>
    /// <exception cref="SweepFaultsException">The new file has faults.</exception>
    public async Task<Guid?> EditAsync(string name, SweepEdit edit, CancellationToken cancel)
    {
        var draft = edit.Yaml is { } yaml ? Plan(yaml, DefaultSource) : null;
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        if (await SweepQueries.FindAsync(turn.Db.Sweeps, name, cancel) is not { } sweep)
            return null;
        if (FollowedSweeps.Refusal(sweep) is { Problem: { } problem })
            throw new SweepFaultsException([problem]);
        if (draft is not null)
            await ReplaceAsync(turn.Db, sweep, draft, edit.Yaml!, cancel);
        sweep.Priority = edit.Priority ?? sweep.Priority;
        await turn.CommitAsync(cancel);
        return sweep.Id;
    }

    /// <summary>The file as the planner understands it.</summary>
    /// <exception cref="SweepFaultsException">It has faults.</exception>
    public SweepDraft Plan(string yaml, string source)
    {
        var planner = planners.FirstOrDefault() ?? throw new SweepFaultsException([$"{source}: this tracker runs without what reads sweep files"]);
        // a request may leave it out
        var draft = planner.Plan(yaml ?? "", source);
        return draft.Faults.Count == 0 ? draft : throw new SweepFaultsException(draft.Faults);
    }

    async Task ReplaceAsync(TrackerDb db, Sweep sweep, SweepDraft draft, string yaml, CancellationToken cancel)
    {
        var now = StoredForm.Time(clock.GetUtcNow());
        var (before, objective) = (planners.First().Plan(sweep.Yaml, DefaultSource), sweep.Objective);
        // of the earlier file's cells those that are gone; what a strategy added stays
        var gone = before.Cells.Select(c => (c.ConfigHash, c.Seed)).Except(draft.Cells.Select(c => (c.ConfigHash, c.Seed))).ToHashSet();
        // nothing is lost with what has not begun, and nothing brings back what is not there but the file
        db.RemoveRange((await db.SweepCells.Where(c => c.SweepId == sweep.Id && c.StartedAt == null && c.State != SweepCellState.Completed).ToListAsync(cancel))
            .Where(cell => gone.Contains((cell.ConfigHash, cell.Seed))));
        Describe(sweep, draft, yaml);
        // what was said beside the file stays where the file says what it said before
        if (draft.Priority != before.Priority)
            sweep.Priority = draft.Priority;
        if (draft.Reuse != before.Reuse)
            sweep.Reuse = draft.Reuse;
        await db.SaveChangesAsync(cancel);
        if (sweep.Objective != objective)
            await CellScores.TakeAnewAsync(db, sweep, cancel);
        await CellAdding.AddAsync(db, sweep, draft.Cells, now, cancel);
        // a budget that may be another now had given them up before they began
        foreach (var cell in await db.SweepCells.Where(c => c.SweepId == sweep.Id && c.State == SweepCellState.Pruned && c.StartedAt == null).ToListAsync(cancel))
            CellChanges.Queue(cell, now);
        sweep.Finished = false;
        if (sweep.State != SweepState.Ended)
            return;
        sweep.State = SweepState.Running;
        sweep.EndedAt = null;
    }

    /// <summary>To be described.</summary>
    public static Sweep Empty(string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        Yaml = "", Objective = "", Strategy = "", Axes = "", Rungs = "",
        State = SweepState.Running,
        CreatedAt = now,
    };

    public static void Describe(Sweep sweep, SweepDraft draft, string yaml)
    {
        sweep.Description = draft.Description;
        sweep.Yaml = draft.Yaml.Length > 0 ? draft.Yaml : yaml;
        sweep.Objective = draft.Objective;
        sweep.Strategy = draft.Strategy;
        sweep.Axes = JsonSerializer.Serialize(draft.Axes, JournalJson.Options);
        sweep.Rungs = JsonSerializer.Serialize(draft.Rungs, JournalJson.Options);
        sweep.KeepOneOf = draft.KeepOneOf;
        (sweep.BudgetRuns, sweep.BudgetHours) = (draft.Budget.Runs, draft.Budget.Hours);
        (sweep.Retries, sweep.Total) = (draft.Retries, draft.Total);
    }

    public static async Task<string> FreeNameAsync(TrackerDb db, string name, CancellationToken cancel)
    {
        var taken = (await db.Sweeps.Where(s => s.Name.StartsWith(name)).Select(s => s.Name).ToListAsync(cancel)).ToHashSet();
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? name : $"{name}-{n}").First(n => !taken.Contains(n));
    }
}
