using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>What was read of a run so far: only what is new is asked for, and all again once a resume has superseded some of it.</summary>
/// <param name="id">Rises in the order of storing.</param>
/// <param name="after">Asks for those above an id.</param>
sealed class ReadSoFar<T>(Func<T, long> id, Func<long, CancellationToken, Task<IReadOnlyList<T>>> after)
{
    readonly List<T> _all = [];
    long _upTo = -1;

    public IReadOnlyList<T> All => _all;

    /// <summary>The run's attempt when it was read.</summary>
    public int Attempt { get; private set; }

    public bool IsBehind(RunDetail detail) => detail.Summary.Attempt != Attempt || detail.Summary.AppliedSequence != _upTo;

    public async Task UpdateAsync(RunDetail detail, CancellationToken cancel)
    {
        if (detail.Summary.Attempt != Attempt)
        {
            (Attempt, _upTo) = (detail.Summary.Attempt, -1);
            _all.Clear();
        }
        var known = _all.Count == 0 ? 0 : _all.Max(id);
        _all.AddRange((await after(known, cancel)).Where(item => _all.All(a => id(a) != id(item))));
        _upTo = detail.Summary.AppliedSequence;
    }
}
