using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Charts;

/// <summary>Curves over iterations, drawn by uPlot; only points the browser does not have yet are sent to it.</summary>
public sealed partial class LineChart : ComponentBase, IAsyncDisposable
{
    readonly Dictionary<string, (SeriesBuffer Buffer, int Epoch, int Count)> _sent = [];
    ElementReference _plot;
    ElementReference _legend;
    IJSObjectReference? _module;
    IJSObjectReference? _chart;
    DotNetObjectReference<LineChart>? _self;
    bool _disposed;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The y axis' label.</summary>
    [Parameter, EditorRequired] public required string Unit { get; set; }

    /// <summary>What values are divided by to be in <see cref="Unit"/>.</summary>
    [Parameter] public double Divisor { get; set; } = 1;

    [Parameter, EditorRequired] public required IReadOnlyList<SeriesBuffer> Series { get; set; }

    [Parameter] public IReadOnlyList<PhaseSpan> Phases { get; set; } = [];

    /// <summary>Charts with the same key share their crosshair.</summary>
    [Parameter] public string SyncKey { get; set; } = "";

    /// <summary>First and last iteration of the x axis.</summary>
    [Parameter] public int From { get; set; }

    [Parameter] public int To { get; set; }

    [Parameter] public bool Log { get; set; }

    [Parameter] public bool Smooth { get; set; }

    /// <summary>The user chose a range of iterations, or (null) all of them again.</summary>
    [Parameter] public EventCallback<(int From, int To)?> Zoomed { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    string Description => $"{Title}: {Series.Count} curves over iterations {Format.Count(From)} to {Format.Count(To)}; the same as a table under Numbers";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + DashboardAssets.Url("Charts/LineChart.razor.js"));
                _self = DotNetObjectReference.Create(this);
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _plot, _legend, _self,
                    DashboardAssets.Url("lib/uplot/uPlot.esm.js"), DashboardAssets.Url("lib/uplot/uPlot.min.css"));
            }
            if (_chart is not null && !_disposed)
                await _chart.InvokeVoidAsync("update", Change());
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }
    }

    /// <summary>What the browser lacks. Marked as sent before it is awaited: calls arrive in order.</summary>
    object Change()
    {
        var series = Series.Select(Delta).ToArray();
        foreach (var gone in _sent.Keys.Except(Series.Select(s => s.Name)).ToArray())
            _sent.Remove(gone);
        return new
        {
            unit = Unit, syncKey = SyncKey, from = From, to = To, log = Log, smooth = Smooth, series,
            phases = Phases.Select(p => new { name = p.Name, from = p.FromIteration, to = p.ToIteration }),
        };
    }

    object Delta(SeriesBuffer buffer)
    {
        var known = _sent.GetValueOrDefault(buffer.Name);
        var append = ReferenceEquals(known.Buffer, buffer) && known.Epoch == buffer.Epoch;
        var start = append ? known.Count : 0;
        _sent[buffer.Name] = (buffer, buffer.Epoch, buffer.Count);
        return new
        {
            name = buffer.Name, label = MetricGroup.ShortName(buffer.Name), append,
            iterations = Bytes(buffer.Iterations.Skip(start).ToArray()), values = Bytes(buffer.Values.Skip(start).Select(v => v / Divisor).ToArray()),
        };
    }

    // byte[] crosses as it is; numbers would cross as text
    static byte[] Bytes<T>(T[] numbers) where T : unmanaged => MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();

    [JSInvokable]
    public Task ZoomAsync(int from, int to) => Zoomed.InvokeAsync((from, to));

    [JSInvokable]
    public Task ShowAllAsync() => Zoomed.InvokeAsync(null);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
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
