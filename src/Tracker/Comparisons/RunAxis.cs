using Platform.Contracts.Api;

namespace Platform.Tracker.Comparisons;

/// <summary>How the iterations of one run lie on the x axis of a comparison.</summary>
abstract class RunAxis
{
    public static RunAxis Iterations { get; } = new Shifted(0);

    /// <summary>Counted from the first iteration of a phase.</summary>
    public static RunAxis From(int iteration) => new Shifted(iteration);

    /// <summary>Seconds, since the start or (with <paramref name="origin"/>) since 1970; between known times at an even pace.</summary>
    /// <param name="times">With at least one place.</param>
    /// <param name="origin">Seconds to add.</param>
    public static RunAxis Seconds(RunTimes times, double origin) => new Timed(times, origin);

    public abstract double XOf(int iteration);

    /// <summary>The iterations of a range of x, both ends inclusive; null is no end.</summary>
    public abstract (int From, int To) Range(double? from, double? to);

    protected static int Whole(double iteration) => (int)Math.Clamp(iteration, int.MinValue, int.MaxValue);

    sealed class Shifted(int by) : RunAxis
    {
        public override double XOf(int iteration) => iteration - by;

        public override (int From, int To) Range(double? from, double? to) => (
            from is { } first ? Whole(Math.Ceiling(first) + by) : int.MinValue,
            to is { } last ? Whole(Math.Floor(last) + by) : int.MaxValue);
    }

    sealed class Timed(RunTimes times, double origin) : RunAxis
    {
        readonly double[] _iterations = [.. times.Iterations.Select(i => (double)i)];
        readonly double[] _seconds = [.. times.Seconds];

        public override double XOf(int iteration) => origin + At(_iterations, _seconds, iteration);

        public override (int From, int To) Range(double? from, double? to) => (
            from is { } first ? Whole(Math.Ceiling(At(_seconds, _iterations, first - origin))) : int.MinValue,
            to is { } last ? Whole(Math.Floor(At(_seconds, _iterations, last - origin))) : int.MaxValue);

        /// <summary>On the line through the known places, which goes on beyond its ends as steeply as within.</summary>
        static double At(double[] from, double[] to, double place)
        {
            if (from.Length == 1)
                return to[0];
            var found = Array.BinarySearch(from, place);
            var right = Math.Clamp(found >= 0 ? found : ~found, 1, from.Length - 1);
            var (width, height) = (from[right] - from[right - 1], to[right] - to[right - 1]);
            return width > 0 ? to[right - 1] + (place - from[right - 1]) * height / width : to[right];
        }
    }
}
