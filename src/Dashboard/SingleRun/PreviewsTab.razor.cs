using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>Pictures side by side, as they were painted or laid over their input picture.</summary>
public sealed partial class PreviewsTab : ComponentBase, IAsyncDisposable
{
    ElementReference _pictures;
    ScriptPart? _script;

    [Parameter, EditorRequired] public required PreviewsView View { get; set; }

    [Parameter, EditorRequired] public required Guid Run { get; set; }

    [Parameter, EditorRequired] public required Action<PreviewSettings> Change { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    PreviewSettings Settings => View.Settings;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Settings.Opacity is not { } opacity || View.Rows.Count == 0)
            return;
        var hidden = View.ClassNames.Select((name, number) => (name, number)).Where(c => Settings.Hidden.Contains(c.name)).Select(c => c.number);
        _script ??= new(Script, "SingleRun/PreviewsTab.razor.js");
        await _script.AskAsync<object>("paint", _pictures, opacity / 100.0, View.ClassNames.Count, hidden);
    }

    static string Caption(PreviewInfo p) => string.Join(" · ", new[] { p.ClassName, p.Network is "student" ? null : p.Network }.Where(t => t is not null));

    static string Alt(PreviewRow row, PreviewInfo p) =>
        $"{PreviewsView.Title(p.Kind)}{(p.ClassName is null ? "" : $" of {p.ClassName}")} for {row.ImageId}, iteration {p.Iteration}";

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;
}
