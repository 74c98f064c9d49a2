using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>A sweep file that is being written: checked before anything begins.</summary>
public sealed class SweepDraftView(TrackerClient tracker, TimeProvider time)
{
    /// <summary>A file to start from.</summary>
    public const string Example = """
        name: rates
        base: shapes-baseline
        seeds: [1, 2, 3]
        axes:
          optimizer.learningRate: [0.0005, 0.001, 0.002]
        objective: miou/val/seg
        """;

    string _yaml = Example;

    public string Yaml
    {
        get => _yaml;
        set
        {
            if (_yaml != value)
                Check = null;       // of another text
            _yaml = value;
        }
    }

    /// <summary>What the text comes to; null until it was asked for.</summary>
    public SweepCheck? Check { get; private set; }

    public bool Reuse
    {
        get;
        set
        {
            if (field != value)
                Check = null;       // another time
            field = value;
        }
    }

    public string? Problem { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>Whether it was checked as it stands, and found to have no fault.</summary>
    public bool CanStart => Check is { Faults.Count: 0 } && !IsBusy;

    public Task CheckAsync() => DoAsync(async () => Check = await tracker.CheckSweepAsync(new(Yaml) { Reuse = Reuse ? true : null }));

    /// <returns>The sweep that began; null where it did not.</returns>
    public async Task<SweepSummary?> StartAsync()
    {
        SweepSummary? begun = null;
        await DoAsync(async () => begun = await tracker.CreateSweepAsync(new(Yaml) { Reuse = Reuse ? true : null }));
        return begun;
    }

    /// <summary>Gives a sweep the text in place of its own; whether it took it.</summary>
    public async Task<bool> ChangeAsync(string sweep)
    {
        SweepSummary? changed = null;
        await DoAsync(async () => changed = await tracker.EditSweepAsync(sweep, new() { Yaml = Yaml }));
        return changed is not null;
    }

    /// <summary>Whether past runs tell how long it takes, and how long.</summary>
    public string Estimate => Check?.EstimatedSeconds is { } seconds
        ? $"about {SweepText.About(seconds)} on one trainer, by {Format.Count(Check.PastRuns)} past runs of the same method, backbone and dataset"
        : "unknown: no past run has the same method, backbone and dataset";

    async Task DoAsync(Func<Task> work)
    {
        (IsBusy, Problem) = (true, null);
        try
        {
            await work();
        }
        catch (SweepFaultsException e)
        {
            Check = new() { Faults = e.Faults };
        }
        catch (Exception e) when (TrackerFailure.Is(e, default))
        {
            Problem = $"The tracker did not take it: {TrackerFailure.Of(e, null, time).Reason}";
        }
        finally
        {
            IsBusy = false;
        }
    }
}
