using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>One claim: its verdict, the lines that decide it, and how.</summary>
public sealed partial class ClaimPage
{
    ClaimView _view = null!;

    [Parameter] public string File { get; set; } = "";
    [Parameter] public string Id { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.File != File || _view.Id != Id)
            _view = new(File, Id, Tracker, Time);
        await _view.RefreshAsync();
    }

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);
}
