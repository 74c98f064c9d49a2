using Microsoft.JSInterop;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Live;

public sealed class ScriptPartTests
{
    readonly SlowBrowser _browser = new();

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_component_that_goes_while_its_script_loads_makes_nothing_of_it_and_lets_it_go()
    {
        var part = new ScriptPart(_browser, "Charts/LineChart.razor.js");
        var starting = part.StartAsync("create", "a plot that is gone by then");
        await part.DisposeAsync();
        _browser.Loaded.SetResult();
        await starting;
        part.IsAtWork.ShouldBeFalse();
        _browser.Calls.ShouldBe(["import", "module gone"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task One_that_goes_while_its_object_is_made_is_no_error_whatever_the_script_says()
    {
        _browser.Loaded.SetResult();
        var part = new ScriptPart(_browser, "Charts/LineChart.razor.js");
        var starting = part.StartAsync("create");
        await part.DisposeAsync();
        _browser.Made.SetException(new JSException("Cannot read properties of null"));
        await starting;
        _browser.Calls.ShouldBe(["import", "create", "module gone"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_fault_of_the_script_is_told_while_the_component_is_there()
    {
        _browser.Loaded.SetResult();
        _browser.Made.SetException(new JSException("no such thing"));
        await using var part = new ScriptPart(_browser, "Charts/LineChart.razor.js");
        await Should.ThrowAsync<JSException>(() => part.StartAsync("create"));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_was_made_is_called_and_let_go_of()
    {
        _browser.Loaded.SetResult();
        _browser.Made.SetResult();
        var part = new ScriptPart(_browser, "Charts/LineChart.razor.js");
        await part.StartAsync("create");
        await part.CallAsync("update");
        await part.DisposeAsync();
        await part.CallAsync("update");
        _browser.Calls.ShouldBe(["import", "create", "update", "dispose", "object gone", "module gone"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_function_of_the_script_is_asked_as_often_as_wanted_and_the_script_loaded_once()
    {
        _browser.Loaded.SetResult();
        var part = new ScriptPart(_browser, "SingleRun/CopyButton.razor.js");
        await part.AskAsync<object>("copy");
        await part.AskAsync<object>("copy");
        await part.DisposeAsync();
        _browser.Calls.ShouldBe(["import", "copy", "copy", "module gone"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_component_that_goes_before_it_could_ask_asks_nothing()
    {
        var part = new ScriptPart(_browser, "SingleRun/CopyButton.razor.js");
        var asking = part.AskAsync<object>("copy");
        await part.DisposeAsync();
        _browser.Loaded.SetResult();
        await asking;
        _browser.Calls.ShouldBe(["import", "module gone"]);
    }

    sealed class SlowBrowser : IJSRuntime
    {
        public List<string> Calls { get; } = [];
        public TaskCompletionSource Loaded { get; } = new();
        public TaskCompletionSource Made { get; } = new();

        public async ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            Calls.Add(identifier);
            await Loaded.Task;
            return (T)(object)new Reference(this, "module");
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);
    }

    sealed class Reference(SlowBrowser browser, string name) : IJSObjectReference
    {
        public async ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            browser.Calls.Add(identifier);
            if (identifier != "create")
                return default!;
            await browser.Made.Task;
            return (T)(object)new Reference(browser, "object");
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

        public ValueTask DisposeAsync()
        {
            browser.Calls.Add($"{name} gone");
            return ValueTask.CompletedTask;
        }
    }
}
