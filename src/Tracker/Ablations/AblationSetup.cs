using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tracker.Ablations;

static class AblationSetup
{
    /// <summary>Needs the run table.</summary>
    public static IServiceCollection AddAblations(this IServiceCollection services) =>
        services.AddSingleton<ScoredRunReader>().AddSingleton<AblationQueries>();
}
