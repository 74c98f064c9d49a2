using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>All claims of a file with their evidence, to read and to print.</summary>
public sealed partial class ReportPage
{
    static readonly (string Form, string Title)[] s_forms = [("md", "Markdown"), ("tex", "LaTeX"), ("json", "JSON"), ("yaml", "Claims")];

    ReportView _view = null!;
    bool _asked;
    string? _refused;

    [Parameter] public string File { get; set; } = "";

    [Inject] IJSRuntime Script { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.File != File)
            _view = new(File, Tracker, Time);
        await _view.RefreshAsync();
    }

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    async Task PrintAsync() => await Script.InvokeVoidAsync("print");

    // the second press means it
    async Task WithdrawAsync()
    {
        if (!_asked)
            _asked = true;
        else if ((_refused = await _view.WithdrawAsync()) is null)
            Navigation.NavigateTo(DashboardUrls.Audit());
    }
}
