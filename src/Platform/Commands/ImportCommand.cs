using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Hosting;
using Platform.Imports;
using Platform.Settings;
using Platform.Trainer.Journal;
using Platform.Tracker.Audits.Packs;
using Platform.Tracker.Imports;

namespace Platform.Commands;

/// <summary><c>platform import PATH…</c>: makes runs of logs that other programs wrote.</summary>
static class ImportCommand
{
    static readonly Argument<string[]> s_paths = new("PATH")
    {
        Description = "logs, folders with runs of TensorBoard, MLflow or W&B, or packs of platform export", Arity = ArgumentArity.OneOrMore,
    };

    static readonly Option<string?> s_project = new("--project") { HelpName = "NAME", Description = "the runs' project, default what the log says or \"imported\"" };
    static readonly Option<string?> s_experiment = new("--experiment") { HelpName = "NAME", Description = "the runs' experiment, default the log's format" };
    static readonly Option<string?> s_name = new("--name") { HelpName = "NAME", Description = "the run's name, default what the log says or its file's name" };
    static readonly Option<bool> s_dry = new("--dry-run") { Description = "say what would be taken, and write nothing" };
    static readonly Option<int> s_unread = new("--unread") { HelpName = "N", Description = "show at most N lines that could not be read", DefaultValueFactory = _ => 5 };

    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("import", "Makes runs of logs that other programs wrote.", "import logs/dupl-voc.log mlruns")
        {
            s_paths, s_project, s_experiment, s_name, SharedOptions.Runs, s_dry, s_unread, service.Bus, service.Database, TrackerCheck.Options,
        };
        command.SetAction(parsed => RunAsync(parsed, service.Read(parsed, "")));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        settings.Default("Bus:Kind", settings.Configuration["Bus:Uri"] is { Length: > 0 } ? BusOptions.RabbitMq : BusOptions.InMemory);
        var runs = parsed.RunsFolder(settings);
        var packs = parsed.GetValue(s_paths)!.Where(PackReader.IsPack).ToArray();
        PackImports.Run(packs, runs, parsed.GetValue(s_dry));
        var sources = parsed.GetValue(s_paths)!.Except(packs).SelectMany(LogImporter.Find).ToArray();
        var labels = new ImportLabels { Project = parsed.GetValue(s_project), Experiment = parsed.GetValue(s_experiment), Name = parsed.GetValue(s_name) };
        if (labels.Name is not null && sources.Length > 1)
            throw new UserErrorException($"--name names one run, but {sources.Length} logs were found; leave it out");
        var dry = parsed.GetValue(s_dry);
        using var stop = new StopSignal();
        await using var delivery = dry || sources.Length == 0 ? null : await ImportDelivery.OpenAsync(settings, parsed, stop.Token);
        var failed = 0;
        foreach (var source in sources)
        {
            stop.Token.ThrowIfCancellationRequested();
            try
            {
                await ImportAsync(ImportedRun.Of(source, labels), source, runs, delivery, parsed.GetValue(s_unread), stop.Token);
            }
            catch (UserErrorException e) when (sources.Length > 1)
            {
                Console.Error.WriteLine($"platform: {e.Message}");
                failed++;
            }
        }
        return failed == 0 ? 0 : 1;
    }

    static async Task ImportAsync(ImportedRun run, ImportSource source, string runs, ImportDelivery? delivery, int unread, CancellationToken cancel)
    {
        ImportReport.Write(Console.Out, source, run, unread);
        if (delivery is null)
            return;
        var folder = ImportedJournal.Write(run, runs, out var isNew);
        Console.WriteLine($"  {(isNew ? "journal" : "already imported:")} {folder.Journal}");
        Console.WriteLine($"  {await delivery.DeliverAsync(run.Id, folder, cancel)}");
    }
}
