using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>Milliseconds on each leg of the way of some iterations, from the log call to the page.</summary>
sealed class LiveLatency
{
    readonly double[] _whole;
    readonly double[] _batch;
    readonly double[] _store;
    readonly double[] _page;

    LiveLatency(List<(double Batch, double Store, double Page)> legs)
    {
        _whole = Sorted(legs.Select(l => l.Batch + l.Store + l.Page));
        (_batch, _store, _page) = (Sorted(legs.Select(l => l.Batch)), Sorted(legs.Select(l => l.Store)), Sorted(legs.Select(l => l.Page)));
    }

    /// <summary>Iterations measured.</summary>
    public int Count => _whole.Length;

    /// <param name="run">The run the page shows, ended.</param>
    /// <param name="first">The first iteration to count; through <paramref name="last"/>, which the page has shown.</param>
    /// <param name="notices">When the tracker told of which sequence, in order.</param>
    public static LiveLatency Of(
        LiveRun run, int first, int last, IReadOnlyList<(long Sequence, DateTimeOffset At)> notices, IReadOnlyList<ShownIteration> shown)
    {
        var entries = run.Entries();
        var legs = new List<(double, double, double)>();
        for (var iteration = first; iteration <= last; iteration++)
        {
            var (logged, entry) = (run.LoggedAt[iteration - 1], entries[iteration]);
            var seen = shown.First(s => s.Iteration >= iteration).At;
            // a page asks at other notices' prompting too, and may then show what its own notice has yet to tell
            var told = notices.Where(n => n.Sequence >= entry.Sequence).Select(n => n.At).FirstOrDefault(seen);
            told = told < seen ? told : seen;
            legs.Add(((entry.At - logged).TotalMilliseconds, (told - entry.At).TotalMilliseconds, (seen - told).TotalMilliseconds));
        }
        return new(legs);
    }

    public string Whole => string.Create(CultureInfo.InvariantCulture,
        $"p50 {At(_whole, 0.5):0} ms, p95 {At(_whole, 0.95):0} ms, p99 {At(_whole, 0.99):0} ms from log call to browser");

    public string Legs => $"batch of the trainer {Pair(_batch)}; journal, broker and tracker up to its notice {Pair(_store)}; "
        + $"dashboard and browser {Pair(_page)}";

    static string Pair(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"p50 {At(sorted, 0.5):0}, p95 {At(sorted, 0.95):0} ms");

    static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];
}
