using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Platform.Dashboard.Comparison;

/// <summary>One image over runs: the script decodes, blends, zooms and pans; this chooses what it draws.</summary>
public sealed partial class PreviewsPart : ComponentBase, IAsyncDisposable
{
    IReadOnlyList<int> _labels = [];
    ElementReference _grid;
    ElementReference _zoom;
    ScriptPart? _script;
    DotNetObjectReference<PreviewsPart>? _self;

    [Parameter, EditorRequired] public required CompareView View { get; set; }

    [Parameter, EditorRequired] public required Action<CompareState> Go { get; set; }

    /// <summary>Like <see cref="Go"/>, for what moves while it is dragged.</summary>
    [Parameter, EditorRequired] public required Action<CompareState> Slide { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    /// <summary>The labels that the masks on the page hold.</summary>
    [JSInvokable]
    public void Found(int[] labels)
    {
        if (labels.SequenceEqual(_labels))
            return;
        _labels = labels;
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (View.Previews.Answer?.Image is null)
            return;
        if (_script is null)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new(Script, "Comparison/PreviewsPart.razor.js");
            await _script.StartAsync("show", _grid, _zoom, _self);
        }
        await _script.CallAsync("update", new
        {
            opacity = View.State.Opacity / 100.0, off = View.State.LabelsOff, mask = View.Previews.Kind?.IsMask is true,
        });
    }

    void Step(ChangeEventArgs e) => Slide(View.State with { At = View.Previews.Answer!.Iterations[Number(e)] });

    void Fade(ChangeEventArgs e) => Slide(View.State with { Opacity = Number(e) });

    void Toggle(int label) => Go(View.State with
    {
        LabelsOff = View.State.LabelsOff.Contains(label) ? [.. View.State.LabelsOff.Where(l => l != label)] : [.. View.State.LabelsOff, label],
    });

    static int Number(ChangeEventArgs e) => int.Parse((string)e.Value!, CultureInfo.InvariantCulture);

    string Alt(PictureCell cell) =>
        $"{Name(View.Previews.Kind!)} for {View.Previews.Answer!.Image}, {cell.Look.Label}, seed {cell.Run.Seed}, iteration {cell.Iteration}";

    static string Name(PictureKind kind) => string.Join(" · ", new[]
    {
        kind.Kind switch { "cam" => $"CAM of {kind.ClassName}", "ground-truth" => "ground truth", "input" => "input", var other => other },
        kind.Network is null or "student" ? null : kind.Network,
    }.OfType<string>());

    public async ValueTask DisposeAsync()
    {
        if (_script is not null)
            await _script.DisposeAsync();
        _self?.Dispose();
    }
}
