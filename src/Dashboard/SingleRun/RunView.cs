using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.SingleRun;

/// <summary>A run's page without a browser: its head, and what the open tab needs.</summary>
public sealed class RunView(Guid run, TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    public Guid Run => run;
    public CurvesView Curves { get; } = new(run, tracker);
    public CurvesView System { get; } = new(run, tracker, system: true);
    public ClassesView Classes { get; } = new(run, tracker);
    public PreviewsView Previews { get; } = new(run, tracker);
    public LogView Log { get; } = new(run, tracker);
    public JournalView Journal { get; } = new(run, tracker);

    public RunDetail? Detail { get; private set; }

    /// <summary>The tracker answered that it knows no such run (yet).</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Asks for what changed; false, with <see cref="TrackerView.Failure"/> set and everything shown kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(IPartSettings part, CancellationToken cancel = default) => TryAsync(async () =>
    {
        if (await tracker.RunWithoutMetricsAsync(run, cancel) is { } detail)
        {
            await UpdateTabAsync(part, detail, cancel);
            Detail = detail;
        }
        IsUnknown = Detail is null;
    }, cancel);

    Task UpdateTabAsync(IPartSettings part, RunDetail detail, CancellationToken cancel) => part switch
    {
        CurveSettings settings => (settings.System ? System : Curves).UpdateAsync(detail, settings, cancel),
        ClassSettings settings => Classes.UpdateAsync(detail, settings, cancel),
        PreviewSettings settings => Previews.UpdateAsync(detail, settings, cancel),
        LogSettings settings => Log.UpdateAsync(detail, settings, cancel),
        JournalSettings settings => Journal.UpdateAsync(detail, settings, cancel),
        _ => Task.CompletedTask,
    };
}
