using Microsoft.JSInterop;

namespace Platform.Dashboard;

/// <summary>What a component has at work in the browser: a script and the object one of its functions made, until the component goes.</summary>
/// <param name="script">Of the component's page.</param>
/// <param name="file">The script's place below this project.</param>
sealed class ScriptPart(IJSRuntime script, string file) : IAsyncDisposable
{
    IJSObjectReference? _module;
    IJSObjectReference? _made;
    bool _disposed;

    /// <summary>False until the object is made, and once it is gone.</summary>
    public bool IsAtWork => _made is not null && !_disposed;

    /// <summary>Loads the script and has the function make the object; nothing where the page is gone meanwhile.</summary>
    public async Task StartAsync(string function, params object?[] arguments)
    {
        try
        {
            _module = await script.InvokeAsync<IJSObjectReference>("import", "./" + DashboardAssets.Url(file));
            _made = await _module.InvokeAsync<IJSObjectReference>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }
    }

    /// <summary>Calls a function of the object; nothing where it is not at work.</summary>
    public async Task CallAsync(string function, params object?[] arguments)
    {
        if (!IsAtWork)
            return;
        try
        {
            await _made!.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_made is not null)
            {
                await _made.InvokeVoidAsync("dispose");
                await _made.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and the script with it
        }
    }
}
