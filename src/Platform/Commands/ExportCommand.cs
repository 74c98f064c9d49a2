using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Settings;
using Platform.Tracker.Audits.Packs;
using Platform.Trainer;

namespace Platform.Commands;

/// <summary><c>platform export RUN|SWEEP --out FILE</c>: everything another installation needs to check a run, in one file.</summary>
static class ExportCommand
{
    static readonly Argument<string> s_target = new("RUN|SWEEP") { Description = "a run's id or folder; a sweep's name or folder, for all its runs" };
    static readonly Option<string> s_out = new("--out") { HelpName = "FILE", Description = "the pack, a zip file", Required = true };
    static readonly Option<string?> s_claims = new("--claims") { HelpName = "FILE", Description = "claims to check over these runs, with their verdicts" };

    public static PlatformCommand Create()
    {
        var log = new EntryLogOptions();
        var command = new PlatformCommand("export", "Packs a run or a sweep: journals, configuration, environment, digests, claims, verdicts, proofs.",
            "export 0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b --out run.zip") { s_target, s_out, s_claims, log.All };
        command.SetAction(parsed => Run(parsed, log));
        return command;
    }

    static int Run(ParseResult parsed, EntryLogOptions options)
    {
        var runs = Find(parsed.GetValue(s_target)!, options.Runs(parsed)).Select(Content).ToArray();
        var writer = new PackWriter(runs);
        if (parsed.GetValue(s_claims) is { } claims)
            writer.AddClaims(claims);
        if (options.Find(parsed) is { } log)
            writer.AddProofs(log);
        var path = parsed.GetValue(s_out)!;
        using (var file = File.Create(path))
            writer.Write(file);
        Console.WriteLine($"{path}: {runs.Length} runs, {runs.Sum(r => r.Lines.Count)} entries, {new FileInfo(path).Length} bytes");
        foreach (var note in PackReader.Read(path).Notes)
            Console.WriteLine($"  {note}");
        return 0;
    }

    // a run's folder, a sweep's (its runs are in runs/ below), or a folder of runs
    static IReadOnlyList<string> Find(string target, string runs)
    {
        var sweep = Path.Combine(new PlatformSettings().DataFolder, "sweeps", target, "runs");
        foreach (var folder in (string[])[target, Path.Combine(runs, target), Path.Combine(target, "runs"), sweep])
            if (File.Exists(folder) || (Directory.Exists(folder) && (JournalFiles.Any(folder) || Directory.EnumerateDirectories(folder).Any(JournalFiles.Any))))
                return JournalFiles.Find(folder);
        throw new UserErrorException($"{target}: no run of {runs}, no folder of runs, and no sweep of this machine");
    }

    static RunContent Content(string journal)
    {
        var diff = new RunFolder(Path.GetDirectoryName(Path.GetFullPath(journal))!).CodeDiff;
        return RunContent.Of(journal, JournalFiles.RawLines(journal), File.Exists(diff) ? File.ReadAllBytes(diff) : null);
    }
}
