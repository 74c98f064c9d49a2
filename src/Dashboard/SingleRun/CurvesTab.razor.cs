using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>Metrics in sections; a panel is drawn, and its points are asked for, once it is scrolled to.</summary>
public sealed partial class CurvesTab : ComponentBase, IAsyncDisposable
{
    ElementReference _panels;
    IJSObjectReference? _module;
    IJSObjectReference? _watch;
    DotNetObjectReference<CurvesTab>? _self;

    [Parameter, EditorRequired] public required CurvesView View { get; set; }

    [Parameter, EditorRequired] public required RunDetail Detail { get; set; }

    [Parameter, EditorRequired] public required Action<CurveSettings> Change { get; set; }

    /// <summary>Other panels came into sight and want their points.</summary>
    [Parameter, EditorRequired] public required Action Moved { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    string Nothing => View switch
    {
        { Settings.Search: { } words } => $"No metric's name holds “{words}”.",
        { Settings.System: true } => "No samples yet: a trainer sends CPU, memory and GPU every few seconds; imported runs have none.",
        _ => "No metrics yet: they appear with the first batch.",
    };

    [JSInvokable]
    public void Seen(string[] panels)
    {
        View.See(panels);
        Moved();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + DashboardAssets.Url("SingleRun/CurvesTab.razor.js"));
            _self = DotNetObjectReference.Create(this);
            _watch = await _module.InvokeAsync<IJSObjectReference>("watch", _panels, _self);
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and the script with it
        }
        _self?.Dispose();
    }
}
