using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>Every sweep the tracker knows, live.</summary>
public sealed partial class SweepsPage
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    SweepsView _view = null!;

    protected override Task OnInitializedAsync()
    {
        _view = new(Tracker, Time);
        return _view.RefreshAsync();
    }

    protected override TimeSpan? Interval => s_interval;

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);
}
