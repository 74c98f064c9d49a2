using System.Globalization;
using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Runs;

/// <summary>What can be done to several runs at once, and what became of it.</summary>
public sealed partial class SelectionBar : ComponentBase
{
    /// <summary>What the comparison takes.</summary>
    const int MostCompared = 20;

    const int ProblemsTold = 3;

    string _tag = "", _typed = "", _outcome = "";
    bool _asked, _busy, _focus;
    ElementReference _confirm;

    [Parameter, EditorRequired] public required Selection Selection { get; set; }

    /// <summary>Something was done to the runs.</summary>
    [Parameter] public EventCallback Done { get; set; }

    /// <summary>The selection changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;

    /// <summary>What confirms a deletion: the one run's name, or how many there are.</summary>
    string Word => Selection.Count == 1 ? Selection.NameOf(Selection.Runs[0]) : Selection.Count.ToString(CultureInfo.InvariantCulture);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus)
            return;
        _focus = false;
        await _confirm.FocusAsync();
    }

    Task TagAsync() => EachAsync("tagged", async run => await Tracker.AddTagsAsync(run, [_tag.Trim()]) is null ? "it is gone" : null);

    Task UntagAsync() => EachAsync("untagged", async run => await Tracker.RemoveTagsAsync(run, [_tag.Trim()]) is null ? "it is gone" : null);

    Task ArchiveAsync(bool archived) =>
        EachAsync(archived ? "archived" : "brought back", async run => await Tracker.ChangeAsync(run, new() { Archived = archived }) ? null : "it is gone");

    Task StopAsync() => EachAsync("asked to stop", async run => ProblemOf(await Tracker.StopRunAsync(run, "stopped in the run table")));

    Task ResumeAsync() => EachAsync("queued to go on", async run => ProblemOf(await Tracker.ResumeRunAsync(run)));

    void AskToDelete() => (_asked, _typed, _focus) = (true, "", true);

    async Task DeleteAsync()
    {
        if (_typed.Trim() != Word)
            return;
        _asked = false;
        await EachAsync("deleted", async run =>
        {
            var refusal = await Tracker.DeleteRunAsync(run);
            if (refusal is null)
                Selection.Set(run, "", false);
            return refusal;
        });
    }

    static string? ProblemOf(CommandOutcome outcome) => outcome.Done ? null : $"it stays as it is: {outcome.Problem}";

    Task ClearAsync()
    {
        Selection.Clear();
        (_asked, _outcome) = (false, "");
        return Changed.InvokeAsync();
    }

    /// <param name="done">What was done, as a word.</param>
    /// <param name="change">Does it to a run; says why it did not.</param>
    async Task EachAsync(string done, Func<Guid, Task<string?>> change)
    {
        _busy = true;
        var (count, problems) = (0, new List<string>());
        foreach (var run in Selection.Runs.ToArray())
        {
            try
            {
                if (await change(run) is { } problem)
                    problems.Add(problem.StartsWith("it ", StringComparison.Ordinal) ? $"{Selection.NameOf(run)}: {problem}" : problem);
                else
                    count++;
            }
            catch (Exception e) when (TrackerFailure.Is(e, default))
            {
                problems.Add($"{Selection.NameOf(run)}: {e.Message}");
                break;
            }
        }
        var told = string.Join("; ", problems.Take(ProblemsTold)) + (problems.Count > ProblemsTold ? $"; and {problems.Count - ProblemsTold} more" : "");
        _outcome = $"{Format.Count(count)} {done}." + (problems.Count > 0 ? $" Not: {told}." : "");
        _busy = false;
        await Done.InvokeAsync();
        await Changed.InvokeAsync();
    }
}
