using System.Diagnostics;
using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>What repeating one piece of work took, after a warm-up. Bytes are the managed ones of all threads.</summary>
/// <param name="Milliseconds">Of each repetition, sorted.</param>
sealed record Measurement(IReadOnlyList<double> Milliseconds, double BytesEach, double PauseShare)
{
    public double Median => Milliseconds[Milliseconds.Count / 2];

    public static Measurement Of(Action work, int repetitions, int warmUps)
    {
        for (var i = 0; i < warmUps; i++)
            work();
        var (bytes, pauses, began) = (GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalPauseDuration(), Stopwatch.GetTimestamp());
        var each = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            each[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        var (elapsed, paused) = (Stopwatch.GetElapsedTime(began), GC.GetTotalPauseDuration() - pauses);
        Array.Sort(each);
        return new(each, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)repetitions, paused / elapsed);
    }

    /// <summary>The line every benchmark prints.</summary>
    public string Describe(string what) => string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {Median:0.0} ms, best {Milliseconds[0]:0.0}, worst {Milliseconds[^1]:0.0} of {Milliseconds.Count}; {BytesEach / 1024:0.0} KiB managed each; {PauseShare:0.00%} in collections");
}
