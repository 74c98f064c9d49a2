using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Packs;
using Platform.Tracker.Audits.Proofs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Audits;

/// <summary>One byte changed, an entry dropped, two reordered, the end cut off: found with an exported pack and a key alone, and in a tracker's tables.</summary>
public sealed class TamperTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly SomeJournal _run = SomeJournal.Whole(6, "packed").Completed(300);

    public void Dispose() => _folder.Dispose();

    string Key => _folder.Sub("log", "log.pub");

    /// <summary>Whoever changes the journal and the manifest with it is found by the chain; by the proof where the chain is left whole.</summary>
    [Theory]
    [InlineData("changed", "chain is broken")]
    [InlineData("dropped", "the journal is not whole")]
    [InlineData("reordered", "the journal is not whole")]
    [InlineData("truncated", "it proves an entry of another journal")]
    public void A_pack_whose_journal_was_changed_is_found_by_its_offline_verifier(string how, string fault)
    {
        var path = Forged(Tampered(how), relink: false);
        PackReader.Read(path, Key).Faults.ShouldContain(f => f.Contains(fault), how);
    }

    /// <summary>Whoever also links all later entries anew makes a perfect chain, but no proof.</summary>
    [Theory]
    [InlineData("changed")]
    [InlineData("dropped")]
    [InlineData("reordered")]
    [InlineData("truncated")]
    public void A_pack_whose_chain_was_made_anew_is_found_by_its_proof(string how)
    {
        var path = Forged(Relinked(Tampered(how)), relink: true);
        PackReader.Read(path, Key).Faults.ShouldHaveSingleItem().ShouldContain("it proves an entry of another journal", Case.Sensitive, how);
    }

    [Fact]
    public void A_pack_whose_proof_was_taken_out_does_not_pass_for_one_with_a_proof()
    {
        var path = Pack(_run.Lines, log: null);
        PackReader.Read(path).Faults.ShouldBeEmpty();
        Signed();
        PackReader.Read(path, Key).Faults.ShouldHaveSingleItem().ShouldContain("the pack holds no proof of it");
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("dropped")]
    [InlineData("reordered")]
    [InlineData("truncated")]
    public async Task What_is_changed_in_a_tracker_s_tables_is_found(string how)
    {
        await using var tracker = await TestHost.StartAsync();
        var going = _run.Lines.SkipLast(1).ToArray(); // what has ended is packed soon
        await tracker.PublishAsync(going);
        await Eventually.Holds(async () => (await tracker.Client.RunAsync(_run.RunId))?.Summary.AppliedSequence == going.Length, "the run is stored");
        var log = EntryLog.Open(_folder.Sub("log"));
        log.Add(_run.RunId, going);
        await TamperAsync(tracker.Get<IDbContextFactory<TrackerDb>>(), how);
        var stored = await tracker.Client.JournalAsync(_run.RunId, take: 10_000);
        log.Compare(_run.RunId, stored).ShouldNotBeEmpty();
        if (how != "truncated") // a chain cannot tell that its end is missing
            JournalEvidence.Read("tracker", stored).Doubts.ShouldNotBeEmpty();
    }

    IReadOnlyList<byte[]> Tampered(string how)
    {
        var lines = _run.Lines.Select(l => l.ToArray()).ToList();
        switch (how)
        {
            case "changed": lines[4] = Changed(lines[4]); break;
            case "dropped": lines.RemoveAt(4); break;
            case "reordered": (lines[4], lines[5]) = (lines[5], lines[4]); break;
            case "truncated": lines.RemoveRange(lines.Count - 2, 2); break;
        }
        return lines;
    }

    // a digit of the time: the line stays an entry
    static byte[] Changed(byte[] line)
    {
        var at = Encoding.UTF8.GetString(line).IndexOf("\"occurredAt\":\"2026", StringComparison.Ordinal) + "\"occurredAt\":\"202".Length;
        line[at] = (byte)'5';
        return line;
    }

    // sequences and hashes as a writer would have made them
    static IReadOnlyList<byte[]> Relinked(IReadOnlyList<byte[]> lines)
    {
        var (anew, hash) = (new List<byte[]>(), JournalEntry.NoHash);
        foreach (var line in lines)
        {
            var entry = JournalEntry.Read(line);
            var written = JournalEntry.Write(entry.Header with { Sequence = anew.Count + 1, PreviousHash = hash }, entry.Event);
            hash = written.Hash;
            anew.Add(written.Bytes);
        }
        return anew;
    }

    EntryLog Signed()
    {
        var log = EntryLog.Open(_folder.Sub("log"));
        log.Add(_run.RunId, _run.Lines);
        log.Sign("test/log");
        return log;
    }

    string Pack(IReadOnlyList<byte[]> lines, EntryLog? log)
    {
        var writer = new PackWriter([RunContent.Of("journal", lines)]);
        if (log is not null)
            writer.AddProofs(log);
        using (var file = File.Create(_folder.Sub("run.zip")))
            writer.Write(file);
        return _folder.Sub("run.zip");
    }

    /// <summary>The true pack with the forged journal in it, and every digest made right.</summary>
    /// <param name="relink">Whether the forged journal is a whole one, from which the derived files follow.</param>
    string Forged(IReadOnlyList<byte[]> lines, bool relink)
    {
        var path = Pack(_run.Lines, Signed());
        var files = new Dictionary<string, byte[]>();
        using (var zip = ZipFile.OpenRead(path))
            foreach (var entry in zip.Entries)
            {
                using var bytes = new MemoryStream();
                using (var stream = entry.Open())
                    stream.CopyTo(bytes);
                files[entry.FullName] = bytes.ToArray();
            }
        files[PackPaths.Journal(_run.RunId)] = [.. lines.SelectMany(l => l.Append((byte)'\n'))];
        if (relink)
            foreach (var (name, bytes) in RunContent.Of("forged", lines).Files())
                files[name] = bytes;
        var manifest = JsonSerializer.Deserialize<PackManifest>(files[PackManifest.FileName], PackManifest.Json)!;
        files[PackManifest.FileName] = JsonSerializer.SerializeToUtf8Bytes(manifest with
        {
            Runs = [manifest.Runs[0] with { Entries = lines.Count, Head = JournalEntry.HashOf(lines[^1]) }],
            Files = [.. manifest.Files.Select(f => f with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(files[f.Path])), SizeBytes = files[f.Path].Length })],
        }, PackManifest.Json);
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
            foreach (var (name, bytes) in files)
                using (var stream = zip.CreateEntry(name).Open())
                    stream.Write(bytes);
        return path;
    }

    async Task TamperAsync(IDbContextFactory<TrackerDb> databases, string how)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = db.JournalEntries.Where(e => e.RunId == _run.RunId);
        var (fifth, sixth) = (_run.Lines[4], _run.Lines[5]);
        switch (how)
        {
            case "changed": await WriteAsync(5, Changed([.. fifth])); break;
            case "dropped": (await rows.Where(e => e.Sequence == 5).ExecuteDeleteAsync()).ShouldBe(1); break;
            case "reordered": await WriteAsync(5, sixth); await WriteAsync(6, fifth); break;
            case "truncated": (await rows.Where(e => e.Sequence > _run.Lines.Count - 3).ExecuteDeleteAsync()).ShouldBe(2); break;
        }

        async Task WriteAsync(long sequence, byte[] bytes) =>
            (await rows.Where(e => e.Sequence == sequence).ExecuteUpdateAsync(set => set.SetProperty(e => e.Bytes, bytes).SetProperty(e => e.Hash, SHA256.HashData(bytes)))).ShouldBe(1);
    }
}
