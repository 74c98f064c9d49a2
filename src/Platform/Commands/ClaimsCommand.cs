using System.CommandLine;
using Platform.Contracts;
using Platform.Tracker.Audits.Claims;

namespace Platform.Commands;

/// <summary><c>platform claims draft|validate FILE</c></summary>
static class ClaimsCommand
{
    static readonly Argument<string> s_text = new("FILE") { Description = "a Markdown or text file that reports results" };
    static readonly Argument<string> s_claims = new("CLAIMS") { Description = "a claims file" };
    static readonly Option<string?> s_out = new("--out") { HelpName = "FILE", Description = "write there instead of printing" };

    public static PlatformCommand Create() => new("claims", "Proposes claims from a text that reports results; checks a claims file.", "claims draft README.md --out claims.yaml")
    {
        Draft(), Validate(),
    };

    static Command Draft()
    {
        var command = new Command("draft", "Proposes claims from tables and sentences, for a person to confirm.") { s_text, s_out };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(s_text)!;
            var yaml = ClaimsDrafter.Draft(path, File.Exists(path) ? File.ReadAllText(path) : throw new UserErrorException($"there is no file {path}"));
            if (parsed.GetValue(s_out) is { } file)
                File.WriteAllText(file, yaml);
            else
                Console.Write(yaml);
            return 0;
        });
        return command;
    }

    static Command Validate()
    {
        var command = new Command("validate", "Lists every fault of a claims file.") { s_claims };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(s_claims)!;
            var file = ClaimsReader.Parse(path, File.Exists(path) ? File.ReadAllText(path) : throw new UserErrorException($"there is no file {path}"), out var faults);
            foreach (var fault in faults)
                Console.Error.WriteLine($"platform: {fault}");
            Console.WriteLine($"{file.Claims.Count} claims, {faults.Count} faults");
            return faults.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
