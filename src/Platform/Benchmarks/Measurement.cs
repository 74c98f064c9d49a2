using System.Diagnostics;
using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>What repeating one piece of work took, after a warm-up. Bytes are the managed ones of all threads.</summary>
/// <param name="Milliseconds">Of each repetition, sorted.</param>
sealed record Measurement(IReadOnlyList<double> Milliseconds, double BytesEach, double PauseShare)
{
    public double Median => Milliseconds[Milliseconds.Count / 2];

    /// <param name="longest">No repetition begins when it has passed; there is one in any case.</param>
    public static Measurement Of(Action work, int repetitions, int warmUps, TimeSpan? longest = null)
    {
        for (var i = 0; i < warmUps; i++)
            work();
        var (bytes, pauses, began) = (GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalPauseDuration(), Stopwatch.GetTimestamp());
        var each = new List<double>(repetitions);
        while (each.Count < repetitions && (each.Count == 0 || !(Stopwatch.GetElapsedTime(began) >= longest)))
        {
            var start = Stopwatch.GetTimestamp();
            work();
            each.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var (elapsed, paused) = (Stopwatch.GetElapsedTime(began), GC.GetTotalPauseDuration() - pauses);
        each.Sort();
        return new(each, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)each.Count, paused / elapsed);
    }

    /// <summary>The line every benchmark prints.</summary>
    public string Describe(string what) => string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {Median:0.0} ms, best {Milliseconds[0]:0.0}, worst {Milliseconds[^1]:0.0} of {Milliseconds.Count}; {BytesEach / 1024:0.0} KiB managed each; {PauseShare:0.00%} in collections");
}
