using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Backbones;

/// <summary>Methods by backbones at one schedule, live.</summary>
public sealed partial class BackbonesPage : ComponentBase, IDisposable
{
    // a cell changes when runs complete, not with each of their points
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    static readonly BackbonesAddress s_everything = new();
    static readonly (string Name, string File)[] s_files = [("LaTeX", "table.tex"), ("Markdown", "table.md"), ("CSV with costs", "table.csv")];

    BackbonesView _view = null!;
    LiveRefresh? _live;

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    // any one parameter has the page set its parameters anew when the address changes
    [SupplyParameterFromQuery(Name = "filter")] string? Filter { get; set; }

    BackbonesAddress Address => _view.Address;

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override Task OnParametersSetAsync()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        return _view.ShowAsync(BackbonesAddress.Read(query.ToDictionary(q => q.Key, q => (string?)q.Value)));
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

    void Go(BackbonesAddress address) => Navigation.NavigateTo(DashboardUrls.Backbones(address));

    public void Dispose() => _live?.Dispose();
}
