using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>The filter as one line, completed and checked by the tracker at every keystroke; what can be used is used at once.</summary>
public sealed partial class FilterBox : ComponentBase, IAsyncDisposable
{
    ElementReference _box;
    ScriptPart? _script;
    DotNetObjectReference<FilterBox>? _self;
    readonly HashSet<string> _sent = [];
    string? _known;
    FilterError? _knownError;

    // Of the first render only: from then on the field is the browser's, or what is typed would be written over.
    string _first = "", _wrong = "false";
    string? _problem;

    bool _show;

    [Parameter, EditorRequired] public required string Value { get; set; }

    /// <summary>What is wrong with <see cref="Value"/>, which is not applied then.</summary>
    [Parameter] public FilterError? Error { get; set; }

    [Parameter, EditorRequired] public required Func<string, int, Task<FilterCompletion?>> Complete { get; set; }

    /// <summary>A filter that can be used; done when it was not in the midst of typing.</summary>
    [Parameter] public EventCallback<(string Text, bool Done)> Changed { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    protected override void OnInitialized() => (_first, _wrong, _problem) = (Value, Error is null ? "false" : "true", Error?.Message);

    // What was typed comes back as the address's filter when more may have been typed already: only another's is shown.
    protected override void OnParametersSet()
    {
        if (Value == _known && Error == _knownError)
            return;
        _show |= _known is not null && (Value != _known ? !_sent.Remove(Value) : Error is not null);
        (_known, _knownError) = (Value, Error);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new(Script, "Runs/FilterBox.razor.js");
            await _script.StartAsync("attach", _box, _self, Value, Error);
        }
        else if (_script!.IsAtWork && _show)
        {
            _show = false;
            await _script.CallAsync("show", Value, Error);
        }
    }

    /// <summary>Called by the browser at every keystroke, a little later. A word that may become a name waits to be used.</summary>
    [JSInvokable]
    public async Task<FilterCompletion?> TypedAsync(string text, int at)
    {
        var completion = await Complete(text, at);
        if (completion is { Error: null } && (completion.Offers.Count == 0 || completion.From == completion.To))
            await UseAsync(text, done: false);
        return completion;
    }

    /// <summary>Called by the browser when nothing more is typed, or when Enter is pressed.</summary>
    [JSInvokable]
    public async Task<FilterCompletion?> UseIfGoodAsync(string text, bool done)
    {
        var completion = await Complete(text, text.Length);
        if (completion is { Error: null })
            await UseAsync(text, done);
        return completion;
    }

    Task UseAsync(string text, bool done)
    {
        if (text.Trim() != Value)
            _sent.Add(text.Trim());
        return Changed.InvokeAsync((text, done));
    }

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
        _self?.Dispose();
    }
}
