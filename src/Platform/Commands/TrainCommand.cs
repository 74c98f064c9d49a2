using System.CommandLine;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Training;

namespace Platform.Commands;

/// <summary><c>platform train CONFIG</c>: one run, journaled and published.</summary>
static class TrainCommand
{
    static readonly Argument<string> s_config = new("CONFIG") { Description = "a configuration that comes with the platform, or a JSON file" };
    static readonly Option<string[]> s_set = new("--set") { HelpName = "key=value", Description = "over the configuration, as in --set optimizer.learningRate=1e-4; may be repeated" };
    static readonly Option<Guid?> s_run = new("--run") { HelpName = "ID", Description = "the run's id, default a new one" };
    static readonly Option<bool> s_resume = new("--resume") { Description = "go on from the run's newest checkpoint; needs --run" };
    static readonly Option<int?> s_exitAfter = new("--exit-after") { HelpName = "N", Description = "save and stop after this many iterations of the run" };
    static readonly Option<string?> s_sweep = new("--sweep") { HelpName = "ID", Description = "the sweep the run belongs to" };
    static readonly Option<string?> s_cell = new("--cell") { HelpName = "ID", Description = "the sweep's cell it is" };
    static readonly Option<bool> s_stopWithInput = new("--stop-with-input") { Description = "stop as on SIGTERM when standard input ends; for programs that start runs" };
    static readonly Option<bool> s_offline = new("--offline") { Description = "journal only; platform sync delivers it later" };

    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("train", "Trains one run, journals it and publishes the journal.",
            "train shapes-baseline --set seed=2 --set switches.ptc=false")
        {
            s_config, s_set, s_run, s_resume, s_exitAfter, SharedOptions.Runs, SharedOptions.Data, s_offline, s_sweep, s_cell, s_stopWithInput, service.Bus,
        };
        command.SetAction(parsed => RunAsync(parsed, service.Read(parsed, BusOptions.RabbitMq)));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        using var stop = new StopSignal();
        if (parsed.GetValue(s_stopWithInput))
            stop.AtEndOf(Console.OpenStandardInput());
        var config = TrainingConfigReader.Read(parsed.GetValue(s_config)!, parsed.GetValue(s_set));
        var request = Request(parsed, settings);
        // memory reaches no tracker: the same as being offline
        var online = !parsed.GetValue(s_offline) && settings.Bus().Kind != BusOptions.InMemory;
        if (online)
            await EnsureBroker(settings.Bus(), stop.Token);
        await using var process = BusProcess.Build(settings, online, parsed.GetValue(CommandLine.Verbose));
        await process.StartAsync(stop.Token);
        var drain = TimeSpan.FromSeconds(settings.Number("Trainer:DrainSeconds", 15, 0, 3600));
        await using var pulse = process.Bus is { } bus ? TrainerPulse.Start(bus, TrainerDevice.Name, TrainerState.Training, TimeProvider.System, process.Log) : null;
        var session = new TrainingSession(process.Bus, drain, TimeProvider.System, process.Log, pulse, settings.Journal());
        Console.WriteLine($"run {request.RunId} in {request.Folder.Path}");
        var delivery = await ProgressView.WatchAsync(parsed.GetValue(s_config)!, config.Iterations, TimeProvider.System,
            watcher => session.RunAsync(config, request, watcher, stop.Token));
        Console.WriteLine(Describe(delivery, request, online));
        return stop.ExitCode;
    }

    static TrainingRequest Request(ParseResult parsed, PlatformSettings settings)
    {
        var resume = parsed.GetValue(s_resume);
        var run = parsed.GetValue(s_run);
        if (resume && run is null)
            throw new UserErrorException("--resume needs --run ID, the run to go on with");
        var runs = parsed.RunsFolder(settings);
        var id = run ?? Guid.CreateVersion7();
        if (resume && !new RunFolder(Path.Combine(runs, id.ToString())).HoldsJournal)
            throw new UserErrorException($"there is no run {id} in {runs}; name its folder's parent with --runs");
        return new TrainingRequest
        {
            RunId = id,
            Folder = new(Path.Combine(runs, id.ToString())),
            DataFolder = parsed.DataFolder(settings),
            ExitAfter = parsed.GetValue(s_exitAfter),
            Resume = resume,
            SweepId = parsed.GetValue(s_sweep),
            CellId = parsed.GetValue(s_cell),
        };
    }

    static async Task EnsureBroker(BusOptions bus, CancellationToken cancel)
    {
        try
        {
            await BusSetup.EnsureReachableAsync(bus, cancel);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"{e.Message}; or train without it: --offline", e);
        }
    }

    static string Describe(DeliveryReport delivery, TrainingRequest request, bool online) => (online, delivery.Remaining) switch
    {
        (true, 0) => $"delivered {delivery.Delivered} entries",
        (true, _) => $"delivered {delivery.Delivered} of {delivery.Total} entries ({delivery.Problem}); later: platform sync {request.Folder.Path}",
        _ => $"journaled {delivery.Total} entries; to deliver them: platform sync {request.Folder.Path}",
    };
}
