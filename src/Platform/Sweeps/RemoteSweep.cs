using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;
using Spectre.Console;

namespace Platform.Sweeps;

/// <summary>A sweep that a tracker runs, watched from a terminal or a log.</summary>
sealed class RemoteSweep(TrackerClient tracker, string sweep, TimeProvider clock)
{
    const int MostRows = 30;

    static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, string> _said = [];

    /// <summary>Shows what happens until the sweep has ended or is stopped; a tracker that is away is waited for.</summary>
    /// <returns>How it stands in the end; null where there is no such sweep.</returns>
    public async Task<SweepDetail?> WatchAsync(CancellationToken stop)
    {
        if (!Terminal.IsInteractive)
            return await FollowAsync(Say, stop);
        SweepDetail? last = null;
        await AnsiConsole.Live(new Text("")).StartAsync(async context => last = await FollowAsync(detail => context.UpdateTarget(Draw(detail)), stop));
        return last;
    }

    async Task<SweepDetail?> FollowAsync(Action<SweepDetail> show, CancellationToken stop)
    {
        SweepDetail? last = null;
        while (true)
        {
            try
            {
                if (await tracker.SweepAsync(sweep, stop) is not { } detail)
                    return last;
                show(last = detail);
                if (HasEnded(detail))
                    return detail;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                // the sweep does not need us, nor us the tracker at every moment
            }
            await Task.Delay(s_every, clock, stop);
        }
    }

    static bool HasEnded(SweepDetail detail) => detail.Summary.EndedAt is not null;

    void Say(SweepDetail detail)
    {
        var done = detail.Cells.Count(c => c.State is not (SweepCellState.Queued or SweepCellState.Running or SweepCellState.Stale));
        foreach (var cell in detail.Cells)
        {
            var news = News(cell);
            if (news is null || _said.GetValueOrDefault(cell.Id) == news)
                continue;
            _said[cell.Id] = news;
            Console.WriteLine($"[{done}/{Math.Max(detail.Summary.Expected, detail.Cells.Count)}] {cell.Name}: {news}");
        }
    }

    static string? News(SweepCellInfo cell) => cell.State switch
    {
        SweepCellState.Queued => cell.Failures > 0 ? $"failed, will be tried again: {cell.Error}" : cell.StartedAt is null ? null : "waits to go on",
        SweepCellState.Running => $"attempt {cell.Attempt} on {cell.Trainer}",
        SweepCellState.Stale => $"its trainer {cell.Trainer} is silent; it waits for another",
        SweepCellState.Completed => (cell.ReusedFrom is { } from ? $"taken over from {from}" : "completed") + $", {Figures.Of(cell.Value)}",
        SweepCellState.Failed => $"failed: {cell.Error}",
        SweepCellState.Pruned => cell.StartedAt is null ? "given up, as the budget is spent" : $"pruned at {cell.Iteration}",
        _ => $"stopped at {cell.Iteration}",
    };

    Table Draw(SweepDetail detail)
    {
        var summary = detail.Summary;
        var left = summary.SecondsLeft is { } seconds ? $", {TimeSpan.FromSeconds(seconds).TotalMinutes:0.0} min left" : "";
        var table = new Table
        {
            Border = TableBorder.Simple,
            Caption = new(Markup.Escape($"{summary.Name}: {string.Join(", ", summary.Cells.Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"))}{left}")),
        };
        table.AddColumns("cell", "state", "iteration", Markup.Escape(summary.Objective), "trainer");
        var shown = detail.Cells.Count <= MostRows ? detail.Cells : [.. detail.Cells.Where(IsTold).Take(MostRows)];
        foreach (var cell in shown)
            table.AddRow(new Text(cell.Name), new Text(cell.State.ToString().ToLowerInvariant()), new Text($"{cell.Iteration}/{cell.TotalIterations}"),
                new Text(Figures.Of(cell.Value)), new Text(cell.State == SweepCellState.Failed ? cell.Error ?? "" : cell.State == SweepCellState.Running ? cell.Trainer ?? "" : ""));
        return table;
    }

    // of a large sweep what happens is shown, not what waits
    static bool IsTold(SweepCellInfo cell) => cell.State is SweepCellState.Running or SweepCellState.Failed or SweepCellState.Stale;
}
