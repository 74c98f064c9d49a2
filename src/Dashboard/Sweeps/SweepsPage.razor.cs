using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>Every sweep the tracker knows, live.</summary>
public sealed partial class SweepsPage : ComponentBase, IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    SweepsView _view = null!;
    LiveRefresh? _live;

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;

    protected override Task OnInitializedAsync()
    {
        _view = new(Tracker, Time);
        return _view.RefreshAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _live = new(Feed, null, Time, RefreshAsync, s_interval);
        _live.Request();        // what changed between the first answer and the subscription
    }

    async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var answered = false;
        await InvokeAsync(async () =>
        {
            answered = await _view.RefreshAsync(cancel);
            StateHasChanged();
        });
        return answered;
    }

    public void Dispose() => _live?.Dispose();
}
