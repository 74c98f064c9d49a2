namespace Platform.Tracker.Runs.Groups;

/// <summary>Count, mean and spread of numbers in one pass (Welford 1962): exact where a sum of squares would lose its digits.</summary>
readonly record struct Deviation(int Count, double Mean, double Squares)
{
    public Deviation With(double? value)
    {
        if (value is not { } number)
            return this;
        var (count, step) = (Count + 1, number - Mean);
        var mean = Mean + step / count;
        return new(count, mean, Squares + step * (number - mean));
    }

    /// <summary>With n − 1 below; null for fewer than two numbers.</summary>
    public double? Sample => Count < 2 ? null : Math.Sqrt(Squares / (Count - 1));
}
