using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Commands;

/// <summary><c>platform audit FILE.yaml</c>: what was reported against what was logged.</summary>
static class AuditCommand
{
    static readonly Argument<string?> s_file = new("CLAIMS") { Description = "a claims file (docs/audit.md)", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<bool> s_brief = new("--brief") { Description = "leave out the evidence and the steps" };
    static readonly Option<string?> s_markdown = new("--markdown") { HelpName = "FILE", Description = "write the report there too, as Markdown" };
    static readonly Option<string?> s_latex = new("--latex") { HelpName = "FILE", Description = "write the table there too, as LaTeX" };

    static readonly Option<bool> s_publish = new("--publish") { Description = "have the tracker of --tracker keep the claims and the logs, and audit them again whenever its runs change" };
    static readonly Option<string?> s_name = new("--name") { HelpName = "NAME", Description = "what the published claims are called, default the file's name" };

    public static PlatformCommand Create()
    {
        var sources = new AuditSources();
        var command = new PlatformCommand("audit", "Checks reported results against logs, journals or a tracker; exit code 1 when one is refuted.",
            "audit docs/examples/published-claims.yaml --log ../shared/logs/*")
        {
            s_file, SharedOptions.Json, s_brief, s_markdown, s_latex, s_publish, s_name, sources.All,
        };
        foreach (var part in (Command[])[AuditVerifyCommand.Create(), SelectionCommand.Create(), .. PublishedClaimsCommands.Create(), .. ProofCommands.Create()])
            command.Subcommands.Add(part);
        command.SetAction(parsed => RunAsync(parsed, sources));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, AuditSources sources)
    {
        var path = parsed.GetValue(s_file) ?? throw new UserErrorException("name a claims file; platform claims draft README.md proposes one, docs/audit.md explains it");
        var claims = ClaimsReader.Read(path);
        if (parsed.GetValue(s_publish))
            return await ClaimsPublishing.RunAsync(sources, parsed, path, parsed.GetValue(s_name));
        var given = await sources.ReadAsync(parsed, claims);
        var report = new Auditor(given.Evidence, given.Others).Audit(claims);
        if (parsed.GetValue(s_markdown) is { } markdown)
            await File.WriteAllTextAsync(markdown, AuditMarkdown.Of(report));
        if (parsed.GetValue(s_latex) is { } latex)
            await File.WriteAllTextAsync(latex, AuditLatex.Of(report));
        if (parsed.GetValue(SharedOptions.Json))
            Console.WriteLine(AuditJson.Of(report));
        else
            Print(report, withSteps: !parsed.GetValue(s_brief));
        return report.IsRefuted ? 1 : 0;
    }

    static void Print(AuditReport report, bool withSteps)
    {
        foreach (var line in AuditText.Lines(report, withSteps, Terminal.IsInteractive ? Mark : null))
            Console.WriteLine(line);
    }

    static string Mark(Verdict verdict, string text) => verdict switch
    {
        Verdict.Confirmed or Verdict.ConfirmedAfterRounding => $"\e[32m{text}\e[0m",
        Verdict.NotDerivable => $"\e[90m{text}\e[0m",
        Verdict.ProtocolMismatch => $"\e[33m{text}\e[0m",
        _ => $"\e[31m{text}\e[0m",
    };
}
