using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Comparison;

/// <summary>Overlaid curves; a chart asks for its points once it is scrolled to.</summary>
public sealed partial class CurvesPart : ComponentBase, IAsyncDisposable
{
    static readonly double[] s_weights = [0, 0.6, 0.9, 0.97, 0.99];

    ElementReference _panels;
    PanelWatch? _watch;
    ScriptPart? _key;

    [Parameter, EditorRequired] public required CompareView View { get; set; }

    [Parameter, EditorRequired] public required Action<CompareState> Go { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;

    CompareState State => View.State;

    bool IsHeads => State.Tab == CompareTab.Heads;

    string AxisChoice => State.Axis == ComparisonAxis.Phase ? $"phase {State.Phase}" : State.Axis.ToString();

    ChartAxis Axis => State.Axis switch
    {
        ComparisonAxis.Relative => ChartAxis.Duration,
        ComparisonAxis.Wall => ChartAxis.Time,
        _ => ChartAxis.Number,
    };

    string XTitle => State.Axis switch
    {
        ComparisonAxis.Phase => $"iterations since {State.Phase} began",
        ComparisonAxis.Relative => "time since the start",
        ComparisonAxis.Wall => "time",
        _ => "iteration",
    };

    string Explained => View.Looks.Any(l => l.Group.Runs.Count > 1)
        ? "A curve of several runs is their mean at common places of x; between a run's own points its value is interpolated, never beyond them."
        : "Where a run has more points than there are pixels, its curve is the mean of neighbours and the band reaches from the smallest to the largest; zoom in for every point.";

    ComparedLook[] Without => [.. View.Shown.Where(l => !l.Group.Runs.Any(r => r.Phases.Any(p => p.Name == State.Phase)))];

    /// <summary>Where every run shown went through the same phases at the same iterations they are drawn behind the curves.</summary>
    IReadOnlyList<PhaseBand> Phases
    {
        get
        {
            var runs = View.Shown.SelectMany(l => l.Group.Runs).ToArray();
            if (State.Axis != ComparisonAxis.Iteration || runs.Length == 0)
                return [];
            var longest = runs.MaxBy(r => r.Phases.Count)!.Phases;
            return runs.All(r => r.Phases.SequenceEqual(longest.Take(r.Phases.Count)))
                ? [.. longest.Select((p, i) => new PhaseBand(p.Name, p.FromIteration, i + 1 < longest.Count ? longest[i + 1].FromIteration : null))] : [];
        }
    }

    async Task SeenAsync(string[] keys)
    {
        await Task.WhenAll(View.Curves.Panels.Where(p => !p.IsSeen && keys.Contains(p.Key)).Select(p => View.Curves.SeeAsync(p, View)));
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        (_watch, _key) = (new(Script, SeenAsync), new(Script, "Comparison/CurvesPart.razor.js"));
        await _watch.StartAsync(_panels);
        await _key.StartAsync("follow");
    }

    void ChooseAxis(ChangeEventArgs e)
    {
        var choice = (string)e.Value!;
        Go(choice.StartsWith("phase ", StringComparison.Ordinal)
            ? State with { Axis = ComparisonAxis.Phase, Phase = choice["phase ".Length..], From = null, To = null }
            : State with { Axis = Enum.Parse<ComparisonAxis>(choice), Phase = null, From = null, To = null });
    }

    void ChooseBand(ChangeEventArgs e) => Go(State with { Band = e.Value is "none" ? null : Enum.Parse<ComparisonBand>((string)e.Value!) });

    void Zoom(ChartRange? range) => Go(State with { From = range?.From, To = range?.To });

    static string Text(double weight) => weight.ToString(CultureInfo.InvariantCulture);

    static double Number(ChangeEventArgs e) => double.Parse((string)e.Value!, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_watch is not null)
            await _watch.DisposeAsync();
        if (_key is not null)
            await _key.DisposeAsync();
    }
}
