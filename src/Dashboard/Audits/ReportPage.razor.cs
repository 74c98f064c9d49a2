using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>All claims of a file with their evidence, to read and to print.</summary>
public sealed partial class ReportPage : ComponentBase, IDisposable
{
    static readonly (string Form, string Title)[] s_forms = [("md", "Markdown"), ("tex", "LaTeX"), ("json", "JSON"), ("yaml", "Claims")];

    ReportView _view = null!;
    LiveRefresh? _live;
    bool _asked;
    string? _refused;

    [Parameter] public string File { get; set; } = "";

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] IJSRuntime Script { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.File != File)
            _view = new(File, Tracker, Time);
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

    async Task PrintAsync() => await Script.InvokeVoidAsync("print");

    // the second press means it
    async Task WithdrawAsync()
    {
        if (!_asked)
            _asked = true;
        else if ((_refused = await _view.WithdrawAsync()) is null)
            Navigation.NavigateTo(DashboardUrls.Audit());
    }

    public void Dispose() => _live?.Dispose();
}
