using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>One claim: its verdict, the lines that decide it, and how.</summary>
public sealed partial class ClaimPage : ComponentBase, IDisposable
{
    ClaimView _view = null!;
    LiveRefresh? _live;

    [Parameter] public string File { get; set; } = "";
    [Parameter] public string Id { get; set; } = "";

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.File != File || _view.Id != Id)
            _view = new(File, Id, Tracker, Time);
        await _view.RefreshAsync();
    }

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

    public void Dispose() => _live?.Dispose();
}
