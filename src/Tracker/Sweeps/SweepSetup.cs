using Microsoft.Extensions.DependencyInjection;

namespace Platform.Tracker.Sweeps;

static class SweepSetup
{
    /// <summary>Everything but the watch, which only a tracker that stores has.</summary>
    public static IServiceCollection AddSweeps(this IServiceCollection services) => services
        .AddSingleton<SweepQueries>().AddSingleton<SweepEditing>().AddSingleton<SweepChecks>().AddSingleton<SweepCommands>().AddSingleton<RunCommands>()
        .AddSingleton<FollowedSweeps>().AddSingleton<Leases>().AddSingleton<JournalAdoption>().AddSingleton<StrategySteps>().AddSingleton<SweepRound>().AddSingleton<CellCommands>();
}
