using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>One sweep, live.</summary>
public sealed partial class SweepPage : ComponentBase, IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    SweepView _view = null!;
    SweepAddress _address = new();
    string? _shown;
    LiveRefresh? _live;

    [Parameter] public string Sweep { get; set; } = "";

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    // any one parameter has the page set its parameters anew when the address changes
    [SupplyParameterFromQuery(Name = "tab")] string? Tab { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _address = SweepAddress.Read(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).ToDictionary(q => q.Key, q => (string?)q.Value));
        if (_shown == Sweep)
            return Task.CompletedTask;
        (_shown, _view) = (Sweep, new(Tracker, Time, Sweep));
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

    void Go(SweepAddress address) => Navigation.NavigateTo(DashboardUrls.Sweep(Sweep, address));

    void PickedInChart(IReadOnlyList<string>? cells) =>
        Go(_address with { Tab = SweepTab.Cells, State = null, Picked = cells is null ? null : string.Join(',', cells) });

    public void Dispose() => _live?.Dispose();
}
