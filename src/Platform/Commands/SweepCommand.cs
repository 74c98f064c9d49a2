using System.CommandLine;
using System.Globalization;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Settings;
using Platform.Sweeps;
using Platform.Trainer.Sweeps;

namespace Platform.Commands;

/// <summary><c>platform sweep run|table|validate FILE</c></summary>
static class SweepCommand
{
    static readonly Argument<string> s_file = new("FILE") { Description = "a sweep that comes with the platform, or a YAML file" };
    static readonly Option<string?> s_seeds = new("--seeds") { HelpName = "N|A,B", Description = "so many of the file's seeds, or exactly these" };
    static readonly Option<int> s_workers = new("--workers")
    {
        HelpName = "N", Description = "cells at the same time, which share the cores; default 1", DefaultValueFactory = _ => 1,
    };
    static readonly Option<bool> s_wait = new("--wait") { Description = "end when the cells have ended, instead of serving the dashboard until Ctrl+C" };
    static readonly Option<bool> s_fresh = new("--fresh") { Description = "remove what earlier runs of this sweep left here first" };
    static readonly Option<string?> s_markdown = new("--markdown") { HelpName = "FILE", Description = "write the table there too, as Markdown" };

    static readonly Option<string?> s_tracker = new("--tracker")
    {
        HelpName = "URL", Description = "have this tracker run it, on whatever workers there are (Trainer:TrackerUrl); --workers starts some here",
    };
    static readonly Option<bool?> s_reuse = new("--reuse") { Description = "take over what earlier sweeps of the tracker trained alike" };

    public static PlatformCommand Create() => AddControls(
        new("sweep", "Runs all configurations of a sweep file: ladders of ablations, grids, seeds.", "sweep run dupl-shapes-ladder --seeds 1 --wait")
        {
            Run(), Show(), SweepValidateCommand.Create(s_file, s_seeds),
        });

    static PlatformCommand AddControls(PlatformCommand command)
    {
        foreach (var control in SweepControlCommands.All())
            command.Subcommands.Add(control);
        return command;
    }

    static Command Run()
    {
        var service = new ServiceOptions();
        var command = new Command("run", "Trains every cell that has not completed, and shows the table.")
        {
            s_file, s_seeds, s_workers, s_wait, s_fresh, SharedOptions.Data, s_markdown, SharedOptions.DashboardPort, s_tracker, s_reuse, service.Bus,
        };
        s_workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--workers must be from 1 to 256");
        });
        command.SetAction(parsed => Settings(parsed, service).Set("Trainer:TrackerUrl", parsed.GetValue(s_tracker)) is var settings
            && settings.Configuration["Trainer:TrackerUrl"] is { Length: > 0 }
                ? RunRemotelyAsync(parsed, settings)
                : RunAsync(parsed, settings));
        return command;
    }

    static Command Show()
    {
        var command = new Command("table", "The table as far as the sweep has come on this machine.") { s_file, s_seeds, s_markdown };
        command.SetAction(parsed => SweepValidateCommand.Read(parsed, s_file, s_seeds) is { } plan
            ? Show(parsed, plan, LocalSweep.Load(plan, SweepFolder.Of(new PlatformSettings(), plan)))
            : 1);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, PlatformSettings settings)
    {
        if (SweepValidateCommand.Read(parsed, s_file, s_seeds) is not { } plan)
            return 1;
        if (SweepTerms.TrackerOnly(plan.File) is { } term)
            throw new UserErrorException($"{term} needs a tracker that decides as results come: start ./platform up, then sweep run FILE --tracker http://127.0.0.1:5081/");
        using var stop = new StopSignal();
        settings.Set("Dashboard:Port", parsed.GetValue(SharedOptions.DashboardPort)?.ToString(CultureInfo.InvariantCulture));
        var folder = SweepFolder.Of(settings, plan);
        using (folder.Own())
            if (parsed.GetValue(s_fresh))
                folder.Clear();
        using var owned = folder.Own();
        await using var host = await SweepHost.StartAsync(settings, folder, parsed.GetValue(CommandLine.Verbose), stop.Token);
        if (host.Url is { } url)
            Console.WriteLine($"dashboard: {url}");
        var data = parsed.DataFolder(settings);
        var cells = await new SweepSession(plan, SweepPlanner.Draft(plan), folder, host, data, TimeProvider.System).RunAsync(parsed.GetValue(s_workers), stop.Token);
        var code = Show(parsed, plan, cells);
        if (stop.Token.IsCancellationRequested && code != 0)
            Console.WriteLine("interrupted: cells at work have saved a checkpoint, the others wait; the same command goes on with both");
        if (host.Url is not null && !parsed.GetValue(s_wait) && !stop.Token.IsCancellationRequested)
        {
            Console.WriteLine($"the dashboard stays on {host.Url}; Ctrl+C ends it");
            await stop.WaitAsync();
            return code;
        }
        return stop.ExitCode > 0 ? stop.ExitCode : code;
    }

    static async Task<int> RunRemotelyAsync(ParseResult parsed, PlatformSettings settings)
    {
        if (parsed.GetValue(s_seeds) is not null || parsed.GetValue(s_fresh))
            throw new UserErrorException("--seeds and --fresh are for sweeps without a tracker; change the file's seeds, or begin the sweep again: it gets a name of its own");
        if (IsGiven(parsed))
            LocalWorkers.EnsureBroker(settings); // before anything is begun
        using var stop = new StopSignal();
        using var http = new HttpClient { BaseAddress = settings.TrackerUrl() };
        return await SweepSubmission.AskAsync(http, async () =>
        {
            var client = new TrackerClient(http);
            var draft = SweepSubmission.Read(parsed.GetValue(s_file)!);
            var sweep = await client.CreateSweepAsync(new(draft.Yaml) { Source = parsed.GetValue(s_file)!, Reuse = parsed.GetValue(s_reuse) }, stop.Token);
            Console.WriteLine(Begun(draft, sweep));
            return parsed.GetValue(s_wait) || IsGiven(parsed) ? await WatchAsync(parsed, settings, client, sweep, stop) : 0;
        });
    }

    static string Begun(SweepDraft draft, SweepSummary sweep) => string.Join('\n',
    [
        .. draft.Notes,
        $"{sweep.Name}: {sweep.Expected} cells"
            + (sweep.Reused > 0 ? $", {sweep.Reused} taken over from earlier sweeps" : "")
            + (sweep.Name != draft.Name ? $", trained anew, as there is a {draft.Name} already (platform sweep show {draft.Name} --wait watches that)" : "")
            + $"; platform sweep show {sweep.Name}",
    ]);

    static bool IsGiven(ParseResult parsed) => parsed.GetResult(s_workers) is { Implicit: false };

    static async Task<int> WatchAsync(ParseResult parsed, PlatformSettings settings, TrackerClient client, SweepSummary sweep, StopSignal stop)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var watching = new RemoteSweep(client, sweep.Id.ToString(), TimeProvider.System).WatchAsync(done.Token);
        var workers = IsGiven(parsed)
            ? LocalWorkers.RunAsync(parsed.GetValue(s_workers), settings, parsed.DataFolder(settings), done.Token)
            : watching;
        try
        {
            // they have no reason to end before it does
            if (await Task.WhenAny(watching, workers) == workers && !watching.IsCompleted && !done.IsCancellationRequested)
            {
                await workers;
                throw new UserErrorException($"the workers started here have ended; {sweep.Name} waits for others: platform work, platform sweep show {sweep.Name}");
            }
            return await watching is { } detail
                ? SweepOutcome.Show(detail, parsed.GetValue(s_markdown))
                : throw new UserErrorException($"the tracker has no sweep {sweep.Name} any more");
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Console.WriteLine(IsGiven(parsed)
                ? $"the workers started here give their cells back with a checkpoint; {sweep.Name} goes on with others, platform sweep stop {sweep.Name} ends it"
                : $"{sweep.Name} goes on; platform sweep stop {sweep.Name} ends it");
            return stop.ExitCode;
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAny(Task.WhenAll(watching, workers));
        }
    }

    static int Show(ParseResult parsed, SweepPlan plan, IReadOnlyList<CellProgress> cells)
    {
        var table = SweepResults.Of(plan, cells);
        table.Print();
        foreach (var failed in cells.Where(c => c.State == CellState.Failed))
            Console.Error.WriteLine($"platform: {failed.Cell.Name} failed: {failed.Error}");
        if (parsed.GetValue(s_markdown) is { } file)
            File.WriteAllText(file, table.ToMarkdown());
        return cells.All(c => c.State == CellState.Completed) ? 0 : 1;
    }

    // a sweep goes to a broker only when somebody named one
    static PlatformSettings Settings(ParseResult parsed, ServiceOptions service)
    {
        const string unsaid = "unsaid";
        var settings = service.Read(parsed, unsaid);
        return settings.Configuration["Bus:Kind"] == unsaid
            ? settings.Set("Bus:Kind", settings.Configuration["Bus:Uri"] is { Length: > 0 } ? BusOptions.RabbitMq : BusOptions.InMemory)
            : settings;
    }
}
