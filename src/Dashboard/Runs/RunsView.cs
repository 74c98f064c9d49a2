using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Runs;

/// <summary>The run table's state, without a browser.</summary>
public sealed class RunsView(TrackerClient tracker, TimeProvider time)
{
    const int PageSize = 100;
    const int MostShown = 1000;         // the API's limit for one page

    readonly SortedSet<string> _methods = new(StringComparer.Ordinal);
    int _take = PageSize;

    public RunFilter Filter { get; private set; } = new();

    /// <summary>Null until the first answer.</summary>
    public RunPage? Page { get; private set; }

    public TrackerFailure? Failure { get; private set; }

    /// <summary>Switches whose state is not the same in all runs shown: the only ones worth a column.</summary>
    public IReadOnlyList<string> DifferingSwitches { get; private set; } = [];

    /// <summary>Methods seen so far, for the filter.</summary>
    public IReadOnlyCollection<string> Methods => _methods;

    public bool HasMore => Page is { } page && page.Runs.Count < page.Total && _take < MostShown;

    public Task<bool> ShowAsync(RunFilter filter, CancellationToken cancel = default)
    {
        if (filter != Filter)
            _take = PageSize;
        Filter = filter;
        return RefreshAsync(cancel);
    }

    public Task<bool> ShowMoreAsync(CancellationToken cancel = default)
    {
        _take = Math.Min(_take + PageSize, MostShown);
        return RefreshAsync(cancel);
    }

    /// <summary>Asks again; false, with <see cref="Failure"/> set and the old rows kept, when the tracker does not answer.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        var filter = Filter;
        try
        {
            var page = await tracker.RunsAsync(filter.ToRequest(_take), cancel);
            if (filter != Filter)
                return true;        // a newer question is on its way
            Page = page;
            DifferingSwitches = Differing(page.Runs);
            _methods.UnionWith(page.Runs.Select(r => r.Method));
            if (filter.Method is not null)
                _methods.Add(filter.Method);
            Failure = null;
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failure = TrackerFailure.Of(e, Failure, time);
            return false;
        }
    }

    static string[] Differing(IReadOnlyList<RunSummary> runs) =>
    [
        .. runs.SelectMany(r => r.Switches.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(name => runs.Where(r => r.Switches.ContainsKey(name)).Select(r => r.Switches[name]).Distinct().Count() > 1),
    ];
}
