using System.CommandLine;
using Platform.Trainer.Journal;

namespace Platform.Commands;

/// <summary><c>platform journal verify</c>: whether a journal is whole and what it says it is.</summary>
static class JournalCommand
{
    const int FaultsShown = 20;

    public static PlatformCommand Create() =>
        new("journal", "Checks a run's journal: chain, gaps, forks, every line.", "journal verify runs/0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
        {
            Verify(),
        };

    static Command Verify()
    {
        var path = new Argument<string>("PATH") { Description = "the folder of a run, its journal.jsonl, or one closed file of it" };
        var command = new Command("verify", "Reads every line and checks that it follows from the one before; exit code 1 where one does not.") { path };
        command.SetAction(parsed => Print(JournalVerifier.Verify(Path.GetFullPath(parsed.GetValue(path)!))));
        return command;
    }

    static int Print(JournalVerdict verdict)
    {
        foreach (var fault in verdict.Faults.Take(FaultsShown))
            Console.WriteLine($"{fault.File}:{fault.Line}: {fault.What}");
        if (verdict.Faults.Count > FaultsShown)
            Console.WriteLine($"… and {verdict.Faults.Count - FaultsShown} more");
        var what = $"{verdict.Entries} entries in {Count(verdict.Files, "file")}, {Count(verdict.Attempts, "attempt")}, run {verdict.Run}";
        Console.WriteLine(verdict.Faults.Count == 0
            ? $"whole: {what}, last hash {verdict.Head}"
            : $"{Count(verdict.Faults.Count, "fault")}: {what}");
        return verdict.Faults.Count == 0 ? 0 : 1;
    }

    static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
