using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>Metrics in sections; a panel is drawn, and its points are asked for, once it is scrolled to.</summary>
public sealed partial class CurvesTab : ComponentBase, IAsyncDisposable
{
    ElementReference _panels;
    PanelWatch? _watch;

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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _watch = new(Script, SeenAsync);
        await _watch.StartAsync(_panels);
    }

    Task SeenAsync(string[] panels)
    {
        View.See(panels);
        Moved();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _watch?.DisposeAsync() ?? ValueTask.CompletedTask;
}
