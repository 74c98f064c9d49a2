using Microsoft.JSInterop;

namespace Platform.Dashboard;

/// <summary>What a component has at work in the browser: a script, and the object one of its functions may make, until the component goes.</summary>
/// <param name="script">Of the component's page.</param>
/// <param name="file">The script's place below this project.</param>
sealed class ScriptPart(IJSRuntime script, string file) : IAsyncDisposable
{
    IJSObjectReference? _module;
    IJSObjectReference? _made;
    bool _disposed;

    /// <summary>False until the object is made, and once it is gone.</summary>
    public bool IsAtWork => _made is not null && !_disposed;

    /// <summary>Loads the script and has the function make the object; nothing where component or page are gone meanwhile.</summary>
    public async Task StartAsync(string function, params object?[] arguments)
    {
        await TryAsync(async () =>
        {
            if (await LoadAsync() is { } module)
                _made = await module.InvokeAsync<IJSObjectReference>(function, arguments);
        });
        if (_disposed)
            await LetGoAsync();
    }

    /// <summary>What a function of the script says, which is loaded for the first; nothing where component or page are gone meanwhile.</summary>
    public async Task<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        T? answer = default;
        await TryAsync(async () =>
        {
            if (await LoadAsync() is { } module)
                answer = await module.InvokeAsync<T>(function, arguments);
        });
        if (_disposed)
            await LetGoAsync();
        return answer;
    }

    /// <summary>Calls a function of the object; nothing where it is not at work.</summary>
    public Task CallAsync(string function, params object?[] arguments) =>
        IsAtWork ? TryAsync(() => _made!.InvokeVoidAsync(function, arguments).AsTask()) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await LetGoAsync();
    }

    // Null where the component went meanwhile.
    async Task<IJSObjectReference?> LoadAsync()
    {
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", "./" + DashboardAssets.Url(file));
        return _disposed ? null : _module;
    }

    Task LetGoAsync()
    {
        var (made, module) = (_made, _module);
        (_made, _module) = (null, null);
        return TryAsync(async () =>
        {
            if (made is not null)
            {
                await made.InvokeVoidAsync("dispose");
                await made.DisposeAsync();
            }
            if (module is not null)
                await module.DisposeAsync();
        });
    }

    async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and the script with it
        }
        catch (JSException) when (_disposed)
        {
            // what it was to be made of has left the page before it was
        }
    }
}
