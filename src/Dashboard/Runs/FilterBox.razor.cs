using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>The filter as one line, completed and checked by the tracker at every keystroke; what can be used is used at once.</summary>
public sealed partial class FilterBox : ComponentBase, IAsyncDisposable
{
    ElementReference _box;
    IJSObjectReference? _module;
    IJSObjectReference? _input;
    DotNetObjectReference<FilterBox>? _self;
    string? _shown;

    [Parameter, EditorRequired] public required string Value { get; set; }

    /// <summary>What is wrong with <see cref="Value"/>, which is not applied then.</summary>
    [Parameter] public FilterError? Error { get; set; }

    [Parameter, EditorRequired] public required Func<string, int, Task<FilterCompletion?>> Complete { get; set; }

    /// <summary>A filter that can be used; done when it was not in the midst of typing.</summary>
    [Parameter] public EventCallback<(string Text, bool Done)> Changed { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + DashboardAssets.Url("Runs/FilterBox.razor.js"));
                _self = DotNetObjectReference.Create(this);
                _input = await _module.InvokeAsync<IJSObjectReference>("attach", _box, _self);
            }
            if (_input is not null && (firstRender || _shown != Value))
                await _input.InvokeVoidAsync("show", _shown = Value, Error);
        }
        catch (JSDisconnectedException)
        {
            // the page was closed meanwhile
        }
    }

    /// <summary>Called by the browser at every keystroke, a little later.</summary>
    [JSInvokable]
    public async Task<FilterCompletion?> TypedAsync(string text, int at)
    {
        var completion = await Complete(text, at);
        if (completion is { Error: null })
        {
            _shown = text.Trim();
            await Changed.InvokeAsync((text, false));
        }
        return completion;
    }

    /// <summary>Called by the browser when the filter is finished.</summary>
    [JSInvokable]
    public async Task DoneAsync(string text)
    {
        if (await Complete(text, text.Length) is { Error: null })
        {
            _shown = text.Trim();
            await Changed.InvokeAsync((text, true));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            if (_input is not null)
            {
                await _input.InvokeVoidAsync("dispose");
                await _input.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the browser is gone, and its listeners with it
        }
    }
}
