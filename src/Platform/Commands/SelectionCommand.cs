using System.CommandLine;
using System.Text.Json;
using Platform.Audits;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Audits.SelectionBias;

namespace Platform.Commands;

/// <summary><c>platform audit selection</c>: runs launched against runs reported, best against last.</summary>
static class SelectionCommand
{
    static readonly Option<string?> s_claims = new("--claims") { HelpName = "FILE", Description = "what was reported: a claims file" };

    public static Command Create()
    {
        var sources = new AuditSources();
        var command = new Command("selection", "What was chosen: runs and seeds reported of those launched, best checkpoints of all.") { s_claims, SharedOptions.Json, sources.All };
        command.SetAction(parsed => RunAsync(parsed, sources));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, AuditSources sources)
    {
        var claims = parsed.GetValue(s_claims) is { } file ? ClaimsReader.Read(file) : null;
        var given = await sources.ReadAsync(parsed, null);
        var report = SelectionReport.Of(EvidenceSet.Distinct(given.Evidence), claims);
        if (parsed.GetValue(SharedOptions.Json))
            Console.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions(JournalJson.Options) { WriteIndented = true }));
        else
            foreach (var line in SelectionText.Lines(report))
                Console.WriteLine(line);
        return 0;
    }
}
