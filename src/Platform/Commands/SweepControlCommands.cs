using System.CommandLine;
using System.Globalization;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Settings;
using Platform.Sweeps;

namespace Platform.Commands;

/// <summary><c>platform sweep list|show|pause|resume|stop|retry|fill|edit</c>: sweeps that a tracker runs.</summary>
static class SweepControlCommands
{
    static readonly Argument<string> s_sweep = new("SWEEP") { Description = "its name or id" };
    static readonly Option<string?> s_file = new("--file") { HelpName = "FILE", Description = "a file with more seeds, values or steps" };
    static readonly Option<bool> s_wait = new("--wait") { Description = "watch it until its cells have ended; the exit code is that of sweep run --wait" };
    static readonly Option<int?> s_priority = new("--priority") { HelpName = "N", Description = "cells of sweeps with a higher one go first" };

    public static IEnumerable<Command> All() =>
    [
        List(), Show(), Edit(),
        Control("pause", "No further cell begins; those at work go on.", (client, sweep) => client.PauseSweepAsync(sweep)),
        Control("resume", "Cells begin again, stopped ones from their newest checkpoint.", (client, sweep) => client.ResumeSweepAsync(sweep)),
        Control("stop", "Ends the sweep, and its cells at work within an iteration.", (client, sweep) => client.StopSweepAsync(sweep)),
        Control("retry", "Queues the cells that failed.", (client, sweep) => client.RetrySweepAsync(sweep)),
        Control("fill", "Queues every cell that is missing: failed, stopped, pruned, or with its run deleted.", (client, sweep) => client.FillSweepAsync(sweep)),
    ];

    static Command List()
    {
        var command = new Command("list", "The sweeps a tracker has.") { SharedOptions.Tracker };
        command.SetAction(parsed => AskAsync(parsed, async client =>
        {
            var sweeps = await client.SweepsAsync();
            if (sweeps.Count == 0)
                Console.Error.WriteLine("no sweep yet; platform sweep run FILE --tracker URL begins one");
            foreach (var sweep in sweeps)
                Console.WriteLine($"{sweep.Name}  {sweep.State.ToString().ToLowerInvariant()}  {Counts(sweep)}"
                    + $"{(sweep.Best is { } best ? string.Create(CultureInfo.InvariantCulture, $"  best {best:0.00} ({sweep.BestCell})") : "")}");
            return 0;
        }));
        return command;
    }

    static Command Show()
    {
        var command = new Command("show", "How a sweep of a tracker stands.") { s_sweep, s_wait, SharedOptions.Tracker };
        command.SetAction(parsed => AskAsync(parsed, async client =>
        {
            if (parsed.GetValue(s_wait))
                return await WatchAsync(parsed, client);
            if (await client.SweepAsync(parsed.GetValue(s_sweep)!) is not { } detail)
                throw Unknown(parsed);
            foreach (var cell in detail.Cells)
                Console.WriteLine($"{cell.Id}  {cell.State.ToString().ToLowerInvariant(),-9}  attempt {cell.Attempt}  {cell.Iteration}/{cell.TotalIterations}  {cell.Name}"
                    + $"{(cell.Error is { } error ? $": {error}" : "")}");
            SweepResults.Of(detail).Print();
            Console.WriteLine(Standing(detail.Summary));
            return 0;
        }));
        return command;
    }

    static async Task<int> WatchAsync(ParseResult parsed, TrackerClient client)
    {
        using var stop = new StopSignal();
        try
        {
            return SweepOutcome.Show(await new RemoteSweep(client, parsed.GetValue(s_sweep)!, TimeProvider.System).WatchAsync(stop.Token) ?? throw Unknown(parsed));
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return stop.ExitCode;
        }
    }

    static Command Edit()
    {
        var command = new Command("edit", "Changes a sweep while it runs; what has been trained stays.") { s_sweep, s_file, s_priority, SharedOptions.Tracker };
        command.Validators.Add(result =>
        {
            if (result.GetResult(s_file) is null && result.GetResult(s_priority) is null)
                result.AddError("nothing to change: --file or --priority says what");
        });
        command.SetAction(parsed => AskAsync(parsed, async client =>
        {
            var yaml = parsed.GetValue(s_file) is { } file ? SweepSubmission.Read(file).Yaml : null;
            if (await client.EditSweepAsync(parsed.GetValue(s_sweep)!, new() { Yaml = yaml, Priority = parsed.GetValue(s_priority) }) is not { } sweep)
                throw Unknown(parsed);
            Console.WriteLine(Standing(sweep));
            return 0;
        }));
        return command;
    }

    static Command Control(string name, string description, Func<TrackerClient, string, Task<CommandOutcome>> work)
    {
        var command = new Command(name, description) { s_sweep, SharedOptions.Tracker };
        command.SetAction(parsed => AskAsync(parsed, async client =>
        {
            var outcome = await work(client, parsed.GetValue(s_sweep)!);
            var detail = await client.SweepAsync(parsed.GetValue(s_sweep)!) ?? throw Unknown(parsed);
            if (!outcome.Done)
                throw new UserErrorException(outcome.Problem ?? "the tracker refused");
            Console.WriteLine(Standing(detail.Summary));
            return 0;
        }));
        return command;
    }

    static async Task<int> AskAsync(ParseResult parsed, Func<TrackerClient, Task<int>> work)
    {
        using var http = new HttpClient { BaseAddress = new PlatformSettings().Set("Trainer:TrackerUrl", parsed.GetValue(SharedOptions.Tracker)).TrackerUrl() };
        return await SweepSubmission.AskAsync(http, () => work(new(http)));
    }

    static string Standing(SweepSummary sweep) => $"{sweep.Name} is {sweep.State.ToString().ToLowerInvariant()}: {Counts(sweep)}";

    static string Counts(SweepSummary sweep) => string.Join(", ", sweep.Cells.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"));

    static UserErrorException Unknown(ParseResult parsed) => new($"there is no sweep {parsed.GetValue(s_sweep)}; platform sweep list shows those there are");
}
