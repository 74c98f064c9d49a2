using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Layout;

/// <summary>What the tracker as a whole holds, in the page's bar; it counts what the tracker could not take.</summary>
public sealed partial class TrackerState : ComponentBase, IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);      // a number to glance at, not to follow

    TrackerStatus? _status;
    Throttle? _throttle;
    IDisposable? _subscription;

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _throttle = new(s_interval, Time, cancel => InvokeAsync(() => RefreshAsync(cancel)));
        _subscription = Feed.Subscribe(null, _ => _throttle.Request());
        _throttle.Request();
    }

    async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            _status = await Tracker.StatusAsync(cancel);
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            _status = null;     // the page's own banner says why
        }
        StateHasChanged();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _throttle?.Dispose();
    }
}
