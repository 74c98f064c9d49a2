using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Settings;

namespace Platform.Commands;

/// <summary><c>platform audit list|withdraw</c>: the claims files that a tracker keeps.</summary>
static class PublishedClaimsCommands
{
    static readonly Option<string?> s_tracker = new("--tracker") { HelpName = "URL", Description = "the tracker that keeps them, default http://127.0.0.1:5081/ (Trainer:TrackerUrl)" };
    static readonly Argument<string> s_name = new("NAME") { Description = "what the claims were published as" };

    public static IEnumerable<Command> Create() => [List(), Withdraw()];

    static Command List()
    {
        var command = new Command("list", "The claims files that a tracker keeps, with their verdicts.") { s_tracker };
        command.SetAction(parsed => AskAsync(parsed, async tracker =>
        {
            var files = await tracker.PublishedClaimsAsync();
            foreach (var file in files)
                Console.WriteLine($"{file.Name}  {Verdicts(file)}, {file.Logs.Count} logs, published {file.PublishedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z, audited {file.AuditedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z");
            if (files.Count == 0)
                Console.WriteLine("no claims are published; platform audit CLAIMS --tracker URL --publish does that");
            return 0;
        }));
        return command;
    }

    static Command Withdraw()
    {
        var command = new Command("withdraw", "Has a tracker forget a claims file, its logs and its verdicts; runs stay marked audited.") { s_name, s_tracker };
        command.SetAction(parsed => AskAsync(parsed, async tracker =>
        {
            var name = parsed.GetValue(s_name)!;
            if (!await tracker.WithdrawClaimsAsync(name))
                throw new UserErrorException($"the tracker keeps no claims called '{name}'; platform audit list names those it keeps");
            Console.WriteLine($"withdrawn: '{name}'; the runs it was about stay marked audited until somebody takes the mark off");
            return 0;
        }));
        return command;
    }

    static string Verdicts(PublishedClaims file) =>
        $"{file.Counts.Values.Sum()} claims{(file.Counts.Count == 0 ? "" : $" ({string.Join(", ", file.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}"))})")}";

    static async Task<int> AskAsync(ParseResult parsed, Func<TrackerClient, Task<int>> ask)
    {
        var url = parsed.GetValue(s_tracker) ?? new PlatformSettings().TrackerUrl().ToString();
        using var http = AuditSources.Connect(url);
        try
        {
            return await ask(new(http));
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"the tracker {url} {(e.StatusCode is null ? "does not answer" : "refuses")}: {e.Message}; platform track starts one, --tracker names another", e);
        }
    }
}
