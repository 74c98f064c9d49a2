using Platform.Contracts;

namespace Platform.Tracker.Audits.Packs;

/// <summary>Takes the runs of a pack over: their journals are put where <c>platform sync</c> and the audit find them.</summary>
static class PackImporter
{
    /// <param name="runs">The folder of the runs' folders.</param>
    /// <param name="key">The public key trusted for proofs.</param>
    /// <exception cref="UserErrorException">It is no pack, something of it does not hold, or a run of it is here with other content.</exception>
    public static PackImport Import(string path, string runs, string? key = null)
    {
        var pack = PackReader.Read(path, key);
        if (pack.Faults.Count > 0)
            throw new UserErrorException($"{path} does not hold, nothing was imported: {string.Join("; ", pack.Faults)}");
        var (added, known) = (new List<Guid>(), new List<Guid>());
        foreach (var run in pack.Runs)
        {
            var journal = Path.Combine(runs, run.Id.ToString(), "journal.jsonl");
            var bytes = run.Files().First().Bytes;
            if (!File.Exists(journal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
                File.WriteAllBytes(journal, bytes);
                added.Add(run.Id);
            }
            else if (File.ReadAllBytes(journal).AsSpan().SequenceEqual(bytes))
                known.Add(run.Id);
            else
                throw new UserErrorException($"{journal} is another journal of run {run.Id} than the pack's; import into another folder (--runs) and compare them");
        }
        return new(added, known, pack.Notes);
    }
}

/// <summary>What an import did.</summary>
/// <param name="Known">Runs that were here already, byte for byte.</param>
sealed record PackImport(IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Known, IReadOnlyList<string> Notes);
