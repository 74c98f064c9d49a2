using Microsoft.Extensions.DependencyInjection;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Runs.Groups;
using Platform.Tracker.Runs.Views;

namespace Platform.Tracker.Runs;

static class RunTableSetup
{
    /// <summary>What reads runs and takes what people say of them; needs the database only.</summary>
    public static IServiceCollection AddRunTable(this IServiceCollection services) =>
        services.AddSingleton<FilterNames>().AddSingleton<RunTableQuery>().AddSingleton<RunTags>().AddSingleton<FilterCompleter>()
            .AddSingleton<RunDifferencesQuery>().AddSingleton<RunGroupQuery>().AddSingleton<ViewQueries>().AddSingleton<RunQueries>();
}
