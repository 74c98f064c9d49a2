using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tracker.Comparisons;

static class ComparisonSetup
{
    /// <summary>What compares runs; needs the database and the run table.</summary>
    public static IServiceCollection AddComparison(this IServiceCollection services) =>
        services.AddSingleton<ComparisonQueries>().AddSingleton<SeriesComparison>()
            .AddSingleton<ValueComparison>().AddSingleton<ClassComparisons>().AddSingleton<PreviewComparison>();
}
