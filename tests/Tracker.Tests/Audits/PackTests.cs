using System.IO.Compression;
using Platform.Contracts;
using Platform.Tracker.Audits.Packs;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Tests.Audits;

public sealed class PackTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly SomeJournal _run = SomeJournal.Whole(6, "packed").Completed(300);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pack_holds_journal_config_environment_digests_claims_verdicts_and_proofs_and_they_hold()
    {
        var pack = PackReader.Read(Packed());
        pack.Faults.ShouldBeEmpty();
        pack.Manifest.Files.Select(f => f.Path).ShouldBe([PackPaths.Claims, PackPaths.Verdicts, PackPaths.PublicKey, PackPaths.Proof(_run.RunId),
            PackPaths.Checkpoints(_run.RunId), PackPaths.Config(_run.RunId), PackPaths.Environment(_run.RunId), PackPaths.Journal(_run.RunId)], ignoreOrder: true);
        pack.Notes.ShouldContain(n => n.Contains("every verdict was computed again"));
        pack.Notes.ShouldContain(n => n.Contains("in the log of entries"));
        pack.Manifest.Absent.ShouldContain(a => a.Contains("code revision"));
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes() =>
        File.ReadAllBytes(Packed("a.zip", withProofs: false)).ShouldBe(File.ReadAllBytes(Packed("b.zip", withProofs: false)));

    [Fact]
    public void Another_installation_takes_the_journal_over_byte_for_byte_once()
    {
        var path = Packed();
        var imported = PackImporter.Import(path, _folder.Sub("runs"));
        imported.Added.ShouldBe([_run.RunId]);
        File.ReadAllBytes(_folder.Sub("runs", _run.RunId.ToString(), "journal.jsonl")).ShouldBe([.. _run.Lines.SelectMany(l => l.Append((byte)'\n'))]);
        PackImporter.Import(path, _folder.Sub("runs")).Known.ShouldBe([_run.RunId]);
    }

    [Fact]
    public void A_run_that_is_here_with_other_content_is_not_overwritten()
    {
        var path = Packed();
        Directory.CreateDirectory(_folder.Sub("runs", _run.RunId.ToString()));
        File.WriteAllText(_folder.Sub("runs", _run.RunId.ToString(), "journal.jsonl"), "mine");
        Should.Throw<UserErrorException>(() => PackImporter.Import(path, _folder.Sub("runs"))).Message.ShouldContain("another journal");
        File.ReadAllText(_folder.Sub("runs", _run.RunId.ToString(), "journal.jsonl")).ShouldBe("mine");
    }

    [Theory]
    [InlineData("journal.jsonl", "journal.jsonl is not the file the manifest names")]
    [InlineData("config.json", "config.json is not the file the manifest names")]
    [InlineData("verdicts.json", "verdicts.json is not the file the manifest names")]
    public void A_changed_file_is_found(string file, string fault)
    {
        var path = Packed();
        Change(path, e => e.FullName.EndsWith(file, StringComparison.Ordinal), text => text + " ");
        PackReader.Read(path).Faults.ShouldContain(f => f.Contains(fault));
        Should.Throw<UserErrorException>(() => PackImporter.Import(path, _folder.Sub("runs"))).Message.ShouldContain("nothing was imported");
        Directory.Exists(_folder.Sub("runs")).ShouldBeFalse();
    }

    [Fact]
    public void A_verdict_changed_together_with_its_digest_is_found_by_computing_it_again()
    {
        var path = Packed(withProofs: false);
        var before = Text(path, PackPaths.Verdicts);
        Change(path, e => e.FullName == PackPaths.Verdicts, text => text.Replace("contradicted", "confirmed", StringComparison.Ordinal));
        var after = Text(path, PackPaths.Verdicts);
        after.ShouldNotBe(before);
        Change(path, e => e.FullName == PackManifest.FileName, text => text.Replace(Digest(before), Digest(after), StringComparison.Ordinal));
        PackReader.Read(path).Faults.ShouldHaveSingleItem().ShouldContain("is not what the claims and the journals give");
    }

    [Fact]
    public void A_file_slipped_in_is_found()
    {
        var path = Packed();
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
            zip.CreateEntry("../../slipped.txt");
        PackReader.Read(path).Faults.ShouldContain("../../slipped.txt is not in the manifest");
    }

    [Fact]
    public void A_proof_is_held_against_a_key_that_is_trusted()
    {
        using var other = CheckpointKey.Create();
        File.WriteAllText(_folder.Sub("other.pub"), other.PublicPem);
        PackReader.Read(Packed(), _folder.Sub("other.pub")).Faults.ShouldHaveSingleItem().ShouldContain("not signed by this key");
    }

    [Fact]
    public void A_journal_that_is_not_whole_is_not_packed() =>
        Should.Throw<UserErrorException>(() => RunContent.Of("j", [.. _run.Lines.Where((_, i) => i != 3)])).Message.ShouldContain("not whole");

    [Fact]
    public void What_is_no_pack_is_refused_by_name()
    {
        File.WriteAllText(_folder.Sub("no.zip"), "no zip");
        Should.Throw<UserErrorException>(() => PackReader.Read(_folder.Sub("no.zip"))).Message.ShouldContain("no.zip is no pack");
        PackReader.IsPack(_folder.Sub("no.zip")).ShouldBeFalse();
        PackReader.IsPack(Packed()).ShouldBeTrue();
    }

    string Packed(string name = "run.zip", bool withProofs = true)
    {
        File.WriteAllText(_folder.Sub("claims.yaml"), SomeClaims.Text("run: packed\nnumber: { value: 12.3, select: last }"));
        var writer = new PackWriter([RunContent.Of("journal", _run.Lines)]).AddClaims(_folder.Sub("claims.yaml"));
        if (withProofs)
        {
            var log = EntryLog.Open(_folder.Sub("log"));
            log.Add(_run.RunId, _run.Lines);
            log.Sign("test/log");
            writer.AddProofs(log);
        }
        using (var file = File.Create(_folder.Sub(name)))
            writer.Write(file);
        return _folder.Sub(name);
    }

    static string Digest(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    static string Text(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    static void Change(string path, Func<ZipArchiveEntry, bool> which, Func<string, string> change)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = zip.Entries.Single(which);
        string text;
        using (var reader = new StreamReader(entry.Open()))
            text = reader.ReadToEnd();
        var name = entry.FullName;
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(change(text));
    }
}
