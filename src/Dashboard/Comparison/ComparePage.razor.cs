using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Comparison;

/// <summary>Runs, or groups of them, side by side; all of what is shown is in the address.</summary>
public sealed partial class ComparePage : ComponentBase, IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);      // there is much to ask for

    CompareView _view = null!;
    LiveRefresh? _live;

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    string Title => _view.Looks.Count > 0 ? $"Compare {_view.Looks.Count} · Platform" : "Compare · Platform";

    protected override Task OnInitializedAsync()
    {
        _view = new(Tracker, Time);
        _view.Curves.Changed = () => _ = InvokeAsync(StateHasChanged);
        Navigation.LocationChanged += Moved;
        return _view.ShowAsync(CompareState.Read(Navigation.Uri));
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _live = new(Feed, null, Time, RefreshAsync, s_interval, _view.Shows);
        _live.Request();        // what changed between the first answer and the subscription
    }

    void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/compare")
            _ = InvokeAsync(async () =>
            {
                await _view.ShowAsync(CompareState.Read(e.Location));
                StateHasChanged();
            });
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

    void Go(CompareState state) => Navigation.NavigateTo(DashboardUrls.Compare(state));

    /// <summary>For what moves while it is dragged: one step back leads to where it was before.</summary>
    void Slide(CompareState state) => Navigation.NavigateTo(DashboardUrls.Compare(state), replace: true);

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _live?.Dispose();
    }
}
