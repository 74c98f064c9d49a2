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
        var sweep = new Sweep
        {
            Id = Guid.CreateVersion7(),
            Name = await FreeNameAsync(turn.Db, draft.Name, cancel),
            Yaml = "", Objective = "", Strategy = "", Axes = "", Rungs = "",
            State = SweepState.Running,
            CreatedAt = now,
        };
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
        var draft = planner.Plan(yaml, source);
        return draft.Faults.Count == 0 ? draft : throw new SweepFaultsException(draft.Faults);
    }

    async Task ReplaceAsync(TrackerDb db, Sweep sweep, SweepDraft draft, string yaml, CancellationToken cancel)
    {
        var now = StoredForm.Time(clock.GetUtcNow());
        // of the earlier file's cells those that are gone; what a strategy added stays
        var gone = planners.First().Plan(sweep.Yaml, DefaultSource).Cells.Select(c => (c.ConfigHash, c.Seed))
            .Except(draft.Cells.Select(c => (c.ConfigHash, c.Seed))).ToHashSet();
        foreach (var cell in await db.SweepCells.Where(c => c.SweepId == sweep.Id && c.State == SweepCellState.Queued && c.StartedAt == null).ToListAsync(cancel))
            if (gone.Contains((cell.ConfigHash, cell.Seed)))
                CellChanges.End(cell, SweepCellState.Stopped, now);
        Describe(sweep, draft, yaml);
        await CellAdding.AddAsync(db, sweep, draft.Cells, now, cancel);
        sweep.Finished = false;
        if (sweep.State != SweepState.Ended)
            return;
        sweep.State = SweepState.Running;
        sweep.EndedAt = null;
    }

    static void Describe(Sweep sweep, SweepDraft draft, string yaml)
    {
        sweep.Description = draft.Description;
        sweep.Yaml = draft.Yaml.Length > 0 ? draft.Yaml : yaml;
        sweep.Objective = draft.Objective;
        sweep.Strategy = draft.Strategy;
        sweep.Axes = JsonSerializer.Serialize(draft.Axes, JournalJson.Options);
        sweep.Rungs = JsonSerializer.Serialize(draft.Rungs, JournalJson.Options);
        sweep.KeepOneOf = draft.KeepOneOf;
        (sweep.BudgetRuns, sweep.BudgetHours) = (draft.Budget.Runs, draft.Budget.Hours);
        sweep.Retries = draft.Retries;
    }

    static async Task<string> FreeNameAsync(TrackerDb db, string name, CancellationToken cancel)
    {
        var taken = (await db.Sweeps.Where(s => s.Name.StartsWith(name)).Select(s => s.Name).ToListAsync(cancel)).ToHashSet();
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? name : $"{name}-{n}").First(n => !taken.Contains(n));
    }
}
