using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tracker;
using Platform.Tracker.Runs;

namespace Platform.Tests;

/// <summary>A tracker's database, without a tracker.</summary>
static class OwnTracker
{
    /// <summary>What its API does.</summary>
    public static async Task DeleteAsync(string database, Guid run)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tracker:Database"] = "sqlite", ["Tracker:ConnectionString"] = $"Data Source={database}",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddTrackerStorage(configuration).BuildServiceProvider();
        (await services.GetRequiredService<RunDeletion>().DeleteAsync(run, CancellationToken.None)).ShouldBe((true, null));
    }
}
