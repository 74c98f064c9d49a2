using Platform.Contracts.Api;

namespace Platform.Tracker.Comparisons;

/// <summary>The mean over a group's runs and the band around it, place by place.</summary>
static class SeedBand
{
    public static ComparedSeries Of(CommonPlaces places, ComparisonBand band, long total)
    {
        var count = places.X.Length;
        var series = new ComparedSeries
        {
            X = places.X, Y = new double[count], Low = new double[count], High = new double[count], Runs = new int[count], Total = total,
        };
        for (var i = 0; i < count; i++)
        {
            double[] values = [.. places.Values.Select(run => run[i]).Where(double.IsFinite)];
            var mean = values.Average();
            // thousands of places: without the interval that SampleSummary would make of each
            var deviation = values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)) : double.NaN;
            (series.Y[i], series.Runs[i]) = (mean, values.Length);
            (series.Low[i], series.High[i]) = band == ComparisonBand.Range ? (values.Min(), values.Max()) : (mean - deviation, mean + deviation);
        }
        return series;
    }
}
