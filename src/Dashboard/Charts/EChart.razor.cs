using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Platform.Dashboard.Charts;

/// <summary>
/// A chart by ECharts. The script is fetched by the first one on a page; <see cref="Options"/> are ECharts' own
/// (https://echarts.apache.org/en/option.html), as anonymous objects, with three things added: a text <c>"var(--series-1)"</c>
/// is that colour of the theme, wherever it stands; a data item's <c>tip</c> is its tooltip; the texts and lines of axes have
/// the theme's colours already.
/// </summary>
public sealed partial class EChart : ComponentBase, IAsyncDisposable
{
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    ElementReference _plot;
    ScriptPart? _script;
    DotNetObjectReference<EChart>? _self;
    string? _sent;
    bool _asTable;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What the chart shows, for those who do not see it.</summary>
    [Parameter, EditorRequired] public required string Description { get; set; }

    [Parameter, EditorRequired] public required object Options { get; set; }

    /// <summary>The same numbers, shown in place of the chart when asked for.</summary>
    [Parameter] public RenderFragment? Table { get; set; }

    /// <summary>In pixels; the width is that of the place it stands in.</summary>
    [Parameter] public double Height { get; set; } = 320;

    /// <summary>In pixels; where there is less room the chart scrolls inside its frame.</summary>
    [Parameter] public double MinWidth { get; set; }

    /// <summary>What stands between the title and the chart: choices of what is drawn.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>What saved files are called, without their ending.</summary>
    [Parameter] public string FileName { get; set; } = "chart";

    /// <summary>A data item that has an <c>id</c> was clicked.</summary>
    [Parameter] public EventCallback<string> Clicked { get; set; }

    /// <summary>The ranges on the axes of parallel coordinates chose these items, by their index; null: all again.</summary>
    [Parameter] public EventCallback<IReadOnlyList<int>?> Brushed { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    string Size => string.Create(CultureInfo.InvariantCulture, $"height:{Height}px;min-width:{MinWidth}px");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new(Script, "Charts/EChart.razor.js");
            await _script.StartAsync("create", _plot, _self, DashboardAssets.Url("lib/echarts/echarts.js"));
            StateHasChanged();
        }
        if (!_script!.IsAtWork || JsonSerializer.Serialize(Options, s_json) is var options && options == _sent)
            return;
        _sent = options;
        await _script.CallAsync("update", options);
    }

    async Task SaveAsync(string kind) => await _script!.CallAsync("save", kind, FileName);

    [JSInvokable]
    public Task ClickAsync(string id) => Clicked.InvokeAsync(id);

    [JSInvokable]
    public Task BrushAsync(int[]? items) => Brushed.InvokeAsync(items);

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
        _self?.Dispose();
    }
}
