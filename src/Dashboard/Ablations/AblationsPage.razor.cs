using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Ablations;

/// <summary>The ladder as papers print it, live.</summary>
public sealed partial class AblationsPage
{
    // a ladder changes when runs complete, not with each of their points
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    static readonly (string Name, string File)[] s_files = [("LaTeX", "table.tex"), ("Markdown", "table.md"), ("CSV", "table.csv"), ("Classes as CSV", "classes.csv")];

    AblationsView _view = null!;

    // any one parameter has the page set its parameters anew when the address changes
    [SupplyParameterFromQuery(Name = "filter")] string? Filter { get; set; }

    AblationsAddress Address => _view.Address;

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override async Task OnParametersSetAsync()
    {
        await _view.ShowAsync(AblationsAddress.Read(PageQuery.Of(Navigation.Uri)));
        GoWhereSuggested();
    }

    protected override TimeSpan? Interval => s_interval;

    protected override async Task<bool> AskAsync(CancellationToken cancel)
    {
        var answered = await _view.RefreshAsync(cancel);
        GoWhereSuggested();
        return answered;
    }

    void GoWhereSuggested()
    {
        if (_view.Suggested is { } newest)
            Navigation.NavigateTo(DashboardUrls.Ablations(newest), replace: true);
    }

    void Go(AblationsAddress address) => Navigation.NavigateTo(DashboardUrls.Ablations(address));
}
