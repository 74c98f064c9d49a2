using Microsoft.Extensions.DependencyInjection;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs;

static class RunTableSetup
{
    /// <summary>What reads runs and takes what people say of them; needs the database only.</summary>
    public static IServiceCollection AddRunTable(this IServiceCollection services) =>
        services.AddSingleton<FilterNames>().AddSingleton<RunTableQuery>().AddSingleton<RunTags>().AddSingleton<RunQueries>();
}
