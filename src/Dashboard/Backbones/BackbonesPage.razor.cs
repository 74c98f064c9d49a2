using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Backbones;

/// <summary>Methods by backbones at one schedule, live.</summary>
public sealed partial class BackbonesPage
{
    // a cell changes when runs complete, not with each of their points
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    static readonly BackboneRequest s_everything = new();
    static readonly (string Name, string File)[] s_files = [("LaTeX", "table.tex"), ("Markdown", "table.md"), ("CSV with costs", "table.csv")];

    BackbonesView _view = null!;

    // any one parameter has the page set its parameters anew when the address changes
    [SupplyParameterFromQuery(Name = "filter")] string? Filter { get; set; }

    BackboneRequest Address => _view.Address;

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override Task OnParametersSetAsync() => _view.ShowAsync(DashboardUrls.ReadBackbones(PageQuery.Of(Navigation.Uri)));

    protected override TimeSpan? Interval => s_interval;

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    void Go(BackboneRequest address) => Navigation.NavigateTo(DashboardUrls.Backbones(address));
}
