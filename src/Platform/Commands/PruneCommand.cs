using System.CommandLine;
using System.Globalization;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Settings;
using Platform.Tracker;
using Platform.Tracker.Storage;

namespace Platform.Commands;

/// <summary><c>platform prune</c>: deletes old or archived runs; says which, and does it only when told to.</summary>
static class PruneCommand
{
    static readonly Option<int?> s_olderThan = new("--older-than") { HelpName = "DAYS", Description = "runs of which nothing was heard for so many days" };
    static readonly Option<bool> s_archived = new("--archived") { Description = "only runs that were archived" };
    static readonly Option<string?> s_project = new("--project") { Description = "only runs of this project" };
    static readonly Option<RunStatus?> s_status = new("--status") { Description = "only runs that ended so; default any but running" };
    static readonly Option<bool> s_yes = new("--yes") { Description = "delete them; without it nothing is" };

    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("prune", "Deletes old or archived runs from the tracker, never audited ones; a dry run unless told --yes.",
            "prune --older-than 365 --status failed")
        {
            s_olderThan, s_archived, s_project, s_status, s_yes, service.Database,
        };
        command.SetAction(parsed => RunAsync(parsed, service.Read(parsed, BusOptions.InMemory)));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        var rule = new PruneRule
        {
            QuietSince = parsed.GetValue(s_olderThan) is { } days ? TimeProvider.System.GetUtcNow().AddDays(-days) : null,
            Archived = parsed.GetValue(s_archived),
            Project = parsed.GetValue(s_project),
            Status = parsed.GetValue(s_status),
        };
        rule.Check();
        ServiceOptions.EnsureDatabaseNamed(settings);
        using var stop = new StopSignal();
        await using var services = new ServiceCollection()
            .AddLogging(logging => ProcessLog.Configure(logging, parsed.GetValue(CommandLine.Verbose), settings.LogAsJson))
            .AddTrackerStorage(settings.Configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(stop.Token);
        return await PruneAsync(services.GetRequiredService<RunPruning>(), rule, parsed.GetValue(s_yes), stop.Token);
    }

    static async Task<int> PruneAsync(RunPruning pruning, PruneRule rule, bool act, CancellationToken stop)
    {
        var found = await pruning.FindAsync(rule, stop);
        var deleted = 0;
        foreach (var run in found)
        {
            if (act && !await pruning.DeleteAsync(run.Id, rule, stop))
                continue;
            deleted++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run.Id}  {run.Project}/{run.Name}  {run.Status}  {run.UpdatedAt:yyyy-MM-dd}  {run.Entries} entries"));
        }
        Console.WriteLine(act ? $"deleted {deleted} runs" : $"would delete {found.Count} runs; --yes does it");
        return 0;
    }
}
