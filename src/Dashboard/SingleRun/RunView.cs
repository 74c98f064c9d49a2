using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.SingleRun;

/// <summary>A run's page without a browser: its head, and what the open tab needs.</summary>
public sealed class RunView(Guid run, TrackerClient tracker, TimeProvider time)
{
    public Guid Run => run;
    public CurvesView Curves { get; } = new(run, tracker);
    public ClassesView Classes { get; } = new(run, tracker);
    public PreviewsView Previews { get; } = new(run, tracker);
    public JournalView Journal { get; } = new(run, tracker);

    public RunDetail? Detail { get; private set; }

    /// <summary>The tracker answered that it knows no such run (yet).</summary>
    public bool IsUnknown { get; private set; }

    public TrackerFailure? Failure { get; private set; }

    /// <summary>Asks for what changed; false, with <see cref="Failure"/> set and everything shown kept, when the tracker does not answer.</summary>
    public async Task<bool> RefreshAsync(RunTab tab, CurveSettings curves, CancellationToken cancel = default)
    {
        try
        {
            if (await tracker.RunAsync(run, cancel) is { } detail)
            {
                await UpdateTabAsync(tab, detail, curves, cancel);
                Detail = detail;
            }
            IsUnknown = Detail is null;
            Failure = null;
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failure = TrackerFailure.Of(e, Failure, time);
            return false;
        }
    }

    Task UpdateTabAsync(RunTab tab, RunDetail detail, CurveSettings curves, CancellationToken cancel) => tab switch
    {
        RunTab.Curves => Curves.UpdateAsync(detail, curves, cancel),
        RunTab.Classes => Classes.UpdateAsync(detail, cancel),
        RunTab.Previews => Previews.UpdateAsync(detail, cancel),
        RunTab.Journal => Journal.UpdateAsync(detail, cancel),
        _ => Task.CompletedTask,
    };
}
