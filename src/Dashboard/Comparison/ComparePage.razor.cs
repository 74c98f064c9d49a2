using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Comparison;

/// <summary>Runs, or groups of them, side by side; all of what is shown is in the address.</summary>
public sealed partial class ComparePage
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);      // there is much to ask for

    CompareView _view = null!;

    string Title => _view.Looks.Count > 0 ? $"Compare {_view.Looks.Count} · Platform" : "Compare · Platform";

    protected override Task OnInitializedAsync()
    {
        _view = new(Tracker, Time);
        _view.Curves.Changed = () => _ = InvokeAsync(StateHasChanged);
        Navigation.LocationChanged += Moved;
        return _view.ShowAsync(CompareState.Read(Navigation.Uri));
    }

    protected override TimeSpan? Interval => s_interval;

    protected override bool Shows(Guid run) => _view.Shows(run);

    void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == "/compare")
            _ = InvokeAsync(async () =>
            {
                await _view.ShowAsync(CompareState.Read(e.Location));
                StateHasChanged();
            });
    }

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    void Go(CompareState state) => Navigation.NavigateTo(DashboardUrls.Compare(state));

    /// <summary>For what moves while it is dragged: one step back leads to where it was before.</summary>
    void Slide(CompareState state) => Navigation.NavigateTo(DashboardUrls.Compare(state), replace: true);

    protected override void Leave() => Navigation.LocationChanged -= Moved;
}
