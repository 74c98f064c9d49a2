namespace Platform.Tracker.Comparisons;

/// <summary>How the iterations of one run lie on the x axis of a comparison.</summary>
abstract class RunAxis
{
    public static RunAxis Iterations { get; } = new Shifted(0);

    /// <summary>Counted from the first iteration of a phase.</summary>
    public static RunAxis From(int iteration) => new Shifted(iteration);

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
}
