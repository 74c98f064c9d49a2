using System.CommandLine;
using Platform.Contracts;
using Platform.Hosting;
using Platform.Imports;
using Platform.Settings;
using Platform.Trainer.Journal;

namespace Platform.Commands;

/// <summary><c>platform sync FOLDER</c>: delivers what dead machines or missing brokers left behind.</summary>
static class SyncCommand
{
    static readonly Argument<string> s_folder = new("FOLDER") { Description = "the folder of a run, or of several" };

    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("sync", "Publishes what has not been published of the journals in a folder.", "sync runs") { s_folder, service.Bus, TrackerCheck.Options };
        command.SetAction(parsed => RunAsync(parsed, service.Read(parsed, BusOptions.RabbitMq)));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        var folder = Path.GetFullPath(parsed.GetValue(s_folder)!);
        var runs = JournalSync.Find(folder);
        using var check = TrackerCheck.Of(parsed, settings);
        if (settings.Bus().Kind == BusOptions.InMemory)
            throw new UserErrorException("an in-memory bus reaches no tracker; set PLATFORM_Bus__Kind=rabbitmq and PLATFORM_Bus__Uri");
        await BusSetup.EnsureReachableAsync(settings.Bus());
        await using var process = BusProcess.Build(settings, withBus: true, parsed.GetValue(CommandLine.Verbose));
        await process.StartAsync(CancellationToken.None);
        var sync = new JournalSync(process.Bus!, process.Log);
        var left = 0;
        foreach (var run in runs)
        {
            if (await check.RefusalAsync(run, CancellationToken.None) is { } refusal)
            {
                Console.WriteLine($"{run.Path}: not delivered: {refusal}"); // as somebody wanted it: no failure
                continue;
            }
            var delivery = await sync.DeliverAsync(run);
            var problem = delivery.Problem is { } why ? $": {why}" : "";
            Console.WriteLine($"{run.Path}: {delivery.Delivered} of {delivery.Total} entries delivered{problem}");
            if (delivery.Remaining > 0 || delivery.Problem is not null)
                left++;
        }
        return left == 0 ? 0 : 1;
    }
}
