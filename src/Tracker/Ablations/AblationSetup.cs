using Microsoft.Extensions.DependencyInjection;
using Platform.Tracker.Backbones;

namespace Platform.Tracker.Ablations;

static class AblationSetup
{
    /// <summary>The ladder and the matrix, which read runs alike; needs the run table.</summary>
    public static IServiceCollection AddAblations(this IServiceCollection services) =>
        services.AddSingleton<ScoredRunReader>().AddSingleton<AblationQueries>().AddSingleton<BackboneQueries>();
}
