using System.CommandLine;
using System.Globalization;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Settings;
using Platform.Sweeps;
using Platform.Trainer.Sweeps;

namespace Platform.Commands;

/// <summary><c>platform sweep validate FILE</c>: every fault, or what it comes to; nothing begins.</summary>
static class SweepValidateCommand
{
    static readonly Option<string?> s_tracker = new("--tracker")
    {
        HelpName = "URL", Description = "tell from this tracker's runs how long it takes (Trainer:TrackerUrl)",
    };

    public static Command Create(Argument<string> file, Option<string?> seeds)
    {
        var command = new Command("validate", "Lists every fault of a sweep file, or the cells it comes to and how long they take.") { file, seeds, s_tracker };
        command.SetAction(async parsed =>
        {
            if (Read(parsed, file, seeds) is not { } plan)
                return 1;
            // at once: the console writes out every line by itself
            Console.Write(string.Concat(plan.Cells.Select(cell => $"{cell.Id}  {cell.ConfigHash[..12]}  seed {cell.Seed}  {cell.Name}\n")));
            Console.WriteLine($"{plan.Cells.Count} cells: {plan.Cells.Select(c => c.ConfigHash).Distinct().Count()} configurations, seeds {string.Join(", ", plan.Seeds)}");
            foreach (var term in SweepTerms.Of(plan))
                Console.WriteLine(term);
            var settings = new PlatformSettings().Set("Trainer:TrackerUrl", parsed.GetValue(s_tracker));
            if (settings.Configuration["Trainer:TrackerUrl"] is not { Length: > 0 })
            {
                Console.WriteLine("time: --tracker URL tells from past runs how long it takes");
                return 0;
            }
            if (parsed.GetValue(seeds) is not null)
                throw new UserErrorException("--seeds is for sweeps without a tracker; change the file's seeds");
            using var http = new HttpClient { BaseAddress = settings.TrackerUrl() };
            return await SweepSubmission.AskAsync(http, async () =>
            {
                var check = await new TrackerClient(http).CheckSweepAsync(new(plan.Portable));
                foreach (var fault in check.Faults)
                    Console.Error.WriteLine($"platform: {fault}");
                if (check.Faults.Count == 0)
                    Console.WriteLine(Estimate(check));
                return check.Faults.Count == 0 ? 0 : 1;
            });
        });
        return command;
    }

    /// <summary>Null: the faults have been told.</summary>
    public static SweepPlan? Read(ParseResult parsed, Argument<string> file, Option<string?> seeds)
    {
        var reading = SweepFileReader.Read(parsed.GetValue(file)!, parsed.GetValue(seeds) is { } text ? SeedChoice.Parse(text) : null);
        foreach (var fault in reading.Faults)
            Console.Error.WriteLine($"platform: {fault}");
        return reading.Plan;
    }

    static string Estimate(SweepCheck check) => string.Create(CultureInfo.InvariantCulture, $"time: {(check.EstimatedSeconds is { } seconds
        ? $"about {TimeSpan.FromSeconds(seconds).TotalMinutes:0.#} min for {check.Total} cells on one trainer, by {check.PastRuns} past runs of the same method, backbone and dataset"
        : "unknown: no past run has the same method, backbone and dataset")}{(check.Reusable > 0 ? $"; {check.Reusable} cells completed in earlier sweeps (reuse: true takes them over)" : "")}");
}
