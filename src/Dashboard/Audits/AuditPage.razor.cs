using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>Every published claim with its verdict, live.</summary>
public sealed partial class AuditPage
{
    ClaimsView _view = null!;

    [SupplyParameterFromQuery(Name = "verdict")] string? Verdicts { get; set; }
    [SupplyParameterFromQuery(Name = "file")] string? File { get; set; }
    [SupplyParameterFromQuery(Name = "run")] string? Run { get; set; }
    [SupplyParameterFromQuery(Name = "q")] string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "page")] int? Page { get; set; }

    [Inject] IOptions<DashboardOptions> Options { get; set; } = null!;

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override Task OnParametersSetAsync() => _view.ShowAsync(ClaimsFilter.Read(Verdicts, File, Run, Search, Page));

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    void Go(ClaimsFilter filter, bool replace = false) => Navigation.NavigateTo(DashboardUrls.Audit(filter), replace: replace);
}
