using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>One sweep, live.</summary>
public sealed partial class SweepPage
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    SweepView _view = null!;
    SweepAddress _address = new();
    string? _shown;

    [Parameter] public string Sweep { get; set; } = "";

    // any one parameter has the page set its parameters anew when the address changes
    [SupplyParameterFromQuery(Name = "tab")] string? Tab { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _address = SweepAddress.Read(PageQuery.Of(Navigation.Uri));
        if (_shown == Sweep)
            return Task.CompletedTask;
        (_shown, _view) = (Sweep, new(Tracker, Time, Sweep));
        return _view.RefreshAsync();
    }

    protected override TimeSpan? Interval => s_interval;

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    void Go(SweepAddress address) => Navigation.NavigateTo(DashboardUrls.Sweep(Sweep, address));

    void PickedInChart(IReadOnlyList<string>? cells) =>
        Go(_address with { Tab = SweepTab.Cells, State = null, Picked = cells is null ? null : string.Join(',', cells) });
}
