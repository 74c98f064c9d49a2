using Platform.Contracts;
using Platform.Tracker.Audits.Packs;

namespace Platform.Audits;

/// <summary>Packs of another installation, verified and taken over.</summary>
static class PackImports
{
    /// <param name="runs">The folder of the runs' folders.</param>
    /// <param name="dry">Only says what would be taken.</param>
    /// <exception cref="UserErrorException">A pack does not hold; nothing of it was imported.</exception>
    public static void Run(IEnumerable<string> packs, string runs, bool dry)
    {
        foreach (var path in packs)
        {
            if (dry)
            {
                var pack = PackReader.Read(path);
                foreach (var line in pack.Notes.Concat(pack.Faults.Select(f => $"fault: {f}")))
                    Console.WriteLine($"  {line}");
                Console.WriteLine($"{path}: {pack.Runs.Count} runs, {pack.Faults.Count} faults");
                continue;
            }
            var imported = PackImporter.Import(path, runs);
            foreach (var note in imported.Notes)
                Console.WriteLine($"  {note}");
            Console.WriteLine($"{path}: {imported.Added.Count} runs imported into {runs}, {imported.Known.Count} were there; platform sync {runs} brings them to a tracker");
        }
    }
}
