using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Platform.Dashboard.Charts;

/// <summary>
/// Curves over any x, drawn by uPlot, with a legend that follows the crosshair, as a table, and saved as PNG or SVG. Only
/// points the browser does not have yet are sent to it.
/// </summary>
public sealed partial class LineChart : ComponentBase, IAsyncDisposable
{
    readonly SentPoints _sent = new();
    ElementReference _plot;
    ElementReference _legend;
    ElementReference _table;
    ElementReference _tools;
    ScriptPart? _script;
    DotNetObjectReference<LineChart>? _self;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The y axis' label.</summary>
    [Parameter, EditorRequired] public required string Unit { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>What x is, as the axis and the table head say it.</summary>
    [Parameter] public string XTitle { get; set; } = "iteration";

    [Parameter] public ChartAxis XAxis { get; set; }

    [Parameter] public IReadOnlyList<PhaseBand> Phases { get; set; } = [];

    /// <summary>Charts with the same key share their crosshair.</summary>
    [Parameter] public string SyncKey { get; set; } = "";

    /// <summary>Where the x axis begins and ends; where the points do by default.</summary>
    [Parameter] public double? From { get; set; }

    [Parameter] public double? To { get; set; }

    [Parameter] public bool LogX { get; set; }

    [Parameter] public bool LogY { get; set; }

    /// <summary>Weight of the exponential moving average, 0 (none) to below 1; the raw curve stays, faint.</summary>
    [Parameter] public double Smoothing { get; set; }

    /// <summary>The user chose a range of x, or (null) all of it again. Without a listener the browser zooms by itself.</summary>
    [Parameter] public EventCallback<ChartRange?> Zoomed { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    string SmoothingText => Smoothing.ToString("0.###", CultureInfo.InvariantCulture);

    string Description => $"{Title}: {Series.Count} curves over {XTitle}; arrow keys move the crosshair; the same as a table by the button Table";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new(Script, "Charts/LineChart.razor.js");
            await _script.StartAsync("create", new { plot = _plot, legend = _legend, table = _table, tools = _tools }, _self,
                DashboardAssets.Url("lib/uplot/uPlot.esm.js"), DashboardAssets.Url("lib/uplot/uPlot.min.css"));
        }
        if (_script!.IsAtWork)
            await _script.CallAsync("update", Change());
    }

    /// <summary>What the browser lacks. Marked as sent before it is awaited: calls arrive in order.</summary>
    object Change() => new
    {
        title = Title, unit = Unit, xTitle = XTitle, xAxis = (int)XAxis, syncKey = SyncKey, from = From, to = To, logX = LogX, logY = LogY,
        smoothing = Math.Clamp(Smoothing, 0, 0.9999), asks = Zoomed.HasDelegate, series = _sent.Next(Series),
        phases = Phases.Select(p => new { name = p.Name, from = p.From, to = p.To }),
    };

    [JSInvokable]
    public Task ZoomAsync(double from, double to) => Zoomed.InvokeAsync(new(from, to));

    [JSInvokable]
    public Task ShowAllAsync() => Zoomed.InvokeAsync(null);

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
        _self?.Dispose();
    }
}
