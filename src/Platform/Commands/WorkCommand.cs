using System.CommandLine;
using System.Globalization;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Settings;
using Platform.Training;
using Platform.Work;
using TorchSharp;

namespace Platform.Commands;

/// <summary><c>platform work</c>: a machine that trains the cells of sweeps.</summary>
static class WorkCommand
{
    static readonly Option<string?> s_gpus = new("--gpus") { HelpName = "0,1", Description = "these GPUs, a process each; default: one process on the first, or on the CPU" };
    static readonly Option<int?> s_processes = new("--processes") { HelpName = "N", Description = "so many processes that share the CPU's cores, instead of --gpus" };
    static readonly Option<int?> s_maxRuns = new("--max-runs") { HelpName = "N", Description = "end after so many cells, each process for itself" };
    static readonly Option<int?> s_idleExit = new("--idle-exit")
    {
        HelpName = "SECONDS", Description = "end when there has been no cell to train for so long, default 60", Arity = ArgumentArity.ZeroOrOne,
    };
    static readonly Option<bool> s_keep = new("--keep-checkpoints")
    {
        Description = "leave the checkpoints of runs that have ended in --runs too; they go from there once --checkpoints holds them",
    };
    static readonly Option<bool> s_stopWithInput = new("--stop-with-input") { Description = "stop as on SIGTERM when standard input ends; for programs that start workers" };

    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("work", "Trains cells of sweeps, one after the other, as long as there are any.", "work --gpus 0,1 --tracker http://tracker:5081/")
        {
            s_gpus, s_processes, s_maxRuns, s_idleExit, SharedOptions.Tracker, SharedOptions.Archive, s_keep, SharedOptions.Runs, SharedOptions.Data, s_stopWithInput, service.Bus,
        };
        foreach (var option in (Option<int?>[])[s_maxRuns, s_idleExit, s_processes])
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int?>() is < 1)
                    result.AddError($"{option.Name} must be at least 1");
            });
        command.Validators.Add(result =>
        {
            if (result.GetValue(s_gpus) is not null && result.GetValue(s_processes) is not null)
                result.AddError("--gpus starts a process each; --processes is for the CPU: give one of them");
        });
        command.SetAction(parsed => RunAsync(parsed, service.Read(parsed, BusOptions.RabbitMq)));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        using var stop = new StopSignal();
        if (parsed.GetValue(s_stopWithInput))
            stop.AtEndOf(Console.OpenStandardInput());
        settings.Set("Trainer:TrackerUrl", parsed.GetValue(SharedOptions.Tracker)).Set("Trainer:Checkpoints", parsed.GetValue(SharedOptions.Archive));
        if (settings.Bus().Kind == BusOptions.InMemory)
            throw new UserErrorException("workers take cells from RabbitMQ, not from a bus in memory; name the broker with --broker or PLATFORM_Bus__Uri");
        settings.Bus().Validate(); // a broker that is away is waited for, at the start as later
        await using var process = BusProcess.Build(settings, withBus: true, parsed.GetValue(CommandLine.Verbose));
        if (Devices(parsed) is { } devices)
        {
            var well = await new WorkSupervisor(TimeProvider.System, process.Log).RunAsync(devices, Arguments(parsed, settings), settings.Bus().Uri, stop.Token);
            return stop.ExitCode > 0 ? stop.ExitCode : well ? 0 : 1;
        }
        WorkDevices.EnsurePromised(Environment.GetEnvironmentVariable, torch.cuda.device_count());
        await process.StartAsync(stop.Token);
        await WorkAsync(parsed, settings, process.Bus!, process.Log, stop.Token);
        return stop.ExitCode;
    }

    static async Task WorkAsync(ParseResult parsed, PlatformSettings settings, IBus bus, ILogger log, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var options = Options(parsed, settings);
        using var http = new HttpClient { BaseAddress = settings.TrackerUrl(), Timeout = TimeSpan.FromSeconds(60) };
        await using var queue = new CellQueue(settings.Bus(), clock, log);
        await using var pulse = TrainerPulse.Start(bus, TrainerDevice.Name, TrainerState.Idle, clock, log);
        await Leftovers.DeliverAsync(options.Runs, bus, clock, log, stop);
        Console.WriteLine($"{pulse.Trainer} on {TrainerDevice.Name} takes cells from {settings.Bus().ShownUri}, tracker {http.BaseAddress}; Ctrl+C ends it after this iteration");
        // who waits for a cell asks nothing: a wrong address is told now, not with the first cell
        if (await ProblemWithAsync(http, stop) is { } problem)
            WorkLog.TrackerAway(log, problem);
        var taken = await new Worker(options, bus, queue, new(http), pulse, clock, log).RunAsync(stop);
        Console.WriteLine(taken == 1 ? "1 cell taken" : $"{taken} cells taken");
    }

    static async Task<string?> ProblemWithAsync(HttpClient tracker, CancellationToken cancel)
    {
        try
        {
            await new TrackerClient(tracker).TrainersAsync(cancel);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return $"{tracker.BaseAddress}: {e.Message}";
        }
    }

    static WorkerOptions Options(ParseResult parsed, PlatformSettings settings) => new()
    {
        Runs = parsed.RunsFolder(settings),
        Data = parsed.DataFolder(settings),
        Archive = CheckpointArchives.Of(settings.Configuration["Trainer:Checkpoints"]),
        KeepCheckpoints = parsed.GetValue(s_keep),
        Journal = settings.Journal(),
        Drain = TimeSpan.FromSeconds(settings.Number("Trainer:DrainSeconds", 15, 0, 3600)),
        MaxRuns = parsed.GetValue(s_maxRuns) ?? int.MaxValue,
        IdleExit = parsed.GetResult(s_idleExit) is null ? null : TimeSpan.FromSeconds(parsed.GetValue(s_idleExit) ?? 60),
    };

    /// <summary>Null for one process, which is this one.</summary>
    static IReadOnlyList<WorkDevice>? Devices(ParseResult parsed) => parsed.GetValue(s_gpus) is { } gpus
        ? WorkDevices.Gpus(gpus, Environment.GetEnvironmentVariable, torch.cuda.device_count())
        : parsed.GetValue(s_processes) is { } count ? WorkDevices.Processes(count, Environment.GetEnvironmentVariable) : null;

    // what was said here is what they hear; an address with a password goes by environment, where no list of processes shows it
    static List<string> Arguments(ParseResult parsed, PlatformSettings settings)
    {
        var options = Options(parsed, settings);
        List<string> arguments = ["--tracker", settings.TrackerUrl().ToString(), "--runs", options.Runs, "--data", options.Data];
        if (settings.Configuration["Trainer:Checkpoints"] is { Length: > 0 } archive)
            arguments.AddRange(["--checkpoints", CheckpointArchives.Absolute(archive)]);
        if (options.KeepCheckpoints)
            arguments.Add(s_keep.Name);
        if (options.MaxRuns < int.MaxValue)
            arguments.AddRange(["--max-runs", options.MaxRuns.ToString(CultureInfo.InvariantCulture)]);
        if (options.IdleExit is { } idle)
            arguments.AddRange(["--idle-exit", ((int)idle.TotalSeconds).ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(CommandLine.Verbose))
            arguments.Add("--verbose");
        return arguments;
    }
}
