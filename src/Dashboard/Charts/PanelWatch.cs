using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Platform.Dashboard.Charts;

/// <summary>Hears which panels of a page are in sight, or nearly; those that are scrolled past quickly are not told of.</summary>
/// <param name="script">Of the component's page.</param>
/// <param name="seen">Called with the <c>data-panel</c> of each, whenever that changes.</param>
public sealed class PanelWatch(IJSRuntime script, Func<string[], Task> seen) : IAsyncDisposable
{
    readonly ScriptPart _script = new(script, "Charts/panels.js");
    DotNetObjectReference<PanelWatch>? _self;

    /// <param name="panels">They are somewhere in it, and may come and go.</param>
    public Task StartAsync(ElementReference panels) => _script.StartAsync("watch", panels, _self = DotNetObjectReference.Create(this));

    [JSInvokable]
    public Task SeenAsync(string[] panels) => seen(panels);

    public async ValueTask DisposeAsync()
    {
        await _script.DisposeAsync();
        _self?.Dispose();
    }
}
