using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>Every published claim with its verdict, live.</summary>
public sealed partial class AuditPage : ComponentBase, IDisposable
{
    ClaimsView _view = null!;
    LiveRefresh? _live;

    [SupplyParameterFromQuery(Name = "verdict")] string? Verdicts { get; set; }
    [SupplyParameterFromQuery(Name = "file")] string? File { get; set; }
    [SupplyParameterFromQuery(Name = "run")] string? Run { get; set; }
    [SupplyParameterFromQuery(Name = "q")] string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "page")] int? Page { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;
    [Inject] IOptions<DashboardOptions> Options { get; set; } = null!;

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override Task OnParametersSetAsync() => _view.ShowAsync(ClaimsFilter.Read(Verdicts, File, Run, Search, Page));

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _live = new(Feed, null, Time, RefreshAsync);
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

    void Go(ClaimsFilter filter, bool replace = false) => Navigation.NavigateTo(DashboardUrls.Audit(filter), replace: replace);

    public void Dispose() => _live?.Dispose();
}
