namespace Platform.Tracker.Comparisons;

/// <summary>A range of x in parts of one width, shared by all curves of a chart: their points lie one above the other.</summary>
sealed record Buckets(double First, double Last, int Count)
{
    /// <summary>Negative outside of the range.</summary>
    public int Of(double x) => x < First || x > Last ? -1 : Last > First ? Math.Clamp((int)((x - First) / (Last - First) * Count), 0, Count - 1) : 0;

    public double Middle(int bucket) => First + (Last - First) * (bucket + 0.5) / Count;
}
