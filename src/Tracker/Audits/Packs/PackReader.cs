using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Audits.Packs;

/// <summary>Reads and verifies a pack: digests, chains, what was derived from the journals, proofs, verdicts.</summary>
sealed class PackReader
{
    const long MostBytes = 4L << 30;

    readonly string _path;
    readonly Dictionary<string, byte[]> _files = [];
    readonly List<string> _faults = [];
    readonly List<string> _notes = [];
    readonly List<RunContent> _runs = [];

    PackReader(string path) => _path = path;

    /// <summary>Whether a file is a zip with a pack's manifest.</summary>
    public static bool IsPack(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return zip.GetEntry(PackManifest.FileName) is not null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    /// <param name="key">The public key trusted for proofs; null: the pack's own, which only shows that it agrees with itself.</param>
    /// <exception cref="UserErrorException">It is no pack.</exception>
    public static Pack Read(string path, string? key = null)
    {
        var reader = new PackReader(path);
        reader.Unpack();
        var manifest = reader.Manifest();
        reader.CheckDigests(manifest);
        foreach (var run in manifest.Runs)
            reader.CheckRun(run);
        reader.CheckProofs(key);
        reader.CheckVerdicts();
        return new(manifest, reader._runs, reader._faults, [.. reader._notes, .. manifest.Absent.Select(a => $"not in the pack: {a}")]);
    }

    void Unpack()
    {
        try
        {
            using var zip = ZipFile.OpenRead(_path);
            if (zip.Entries.Sum(e => e.Length) > MostBytes)
                throw new UserErrorException($"{_path} would unpack to more than {MostBytes >> 30} GB; that is no pack of a run");
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                _files[entry.FullName] = bytes.ToArray();
            }
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{_path} is no pack, or damaged: {e.Message}", e);
        }
    }

    PackManifest Manifest()
    {
        try
        {
            var manifest = _files.TryGetValue(PackManifest.FileName, out var bytes) ? JsonSerializer.Deserialize<PackManifest>(bytes, PackManifest.Json) : null;
            return manifest?.Format == PackManifest.CurrentFormat ? manifest
                : throw new UserErrorException($"{_path}: {PackManifest.FileName} is missing or of another format than {PackManifest.CurrentFormat}");
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{_path}: {PackManifest.FileName} cannot be read: {e.Message}", e);
        }
    }

    void CheckDigests(PackManifest manifest)
    {
        foreach (var file in manifest.Files)
            if (!_files.TryGetValue(file.Path, out var bytes))
                _faults.Add($"{file.Path} is missing");
            else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256)
                _faults.Add($"{file.Path} is not the file the manifest names: its SHA-256 differs");
        foreach (var path in _files.Keys.Except(manifest.Files.Select(f => f.Path)).Where(p => p != PackManifest.FileName))
            _faults.Add($"{path} is not in the manifest");
    }

    void CheckRun(PackedRun run)
    {
        if (!_files.TryGetValue(PackPaths.Journal(run.Id), out var journal))
            return;
        try
        {
            var content = RunContent.Of(PackPaths.Journal(run.Id), Lines(journal), _files.GetValueOrDefault(PackPaths.Diff(run.Id)));
            if (content.Summary != run)
                _faults.Add($"{PackPaths.Journal(run.Id)} is not the journal the manifest names: {content.Lines.Count} entries of run {content.Id}, last hash {content.Summary.Head}");
            else
                foreach (var (path, bytes) in content.Files().Where(f => !_files.TryGetValue(f.Path, out var packed) || !packed.AsSpan().SequenceEqual(f.Bytes)))
                    _faults.Add($"{path} is not what the journal says");
            _runs.Add(content);
            _notes.Add($"run {run.Id}: {run.Entries} entries, chain whole");
        }
        catch (UserErrorException e)
        {
            _faults.Add(e.Message);
        }
    }

    void CheckProofs(string? key)
    {
        if (key is null && !_files.ContainsKey(PackPaths.PublicKey))
            return;
        using var trusted = key is not null ? CheckpointKey.Load(key) : CheckpointKey.Parse(Encoding.UTF8.GetString(_files[PackPaths.PublicKey]), PackPaths.PublicKey);
        foreach (var run in _runs)
            if (!_files.ContainsKey(PackPaths.Proof(run.Id)))
            {
                if (key is not null) // whoever names a key wants to know
                    _faults.Add($"run {run.Id}: the pack holds no proof of it; nothing shows that its journal is the one that was logged");
            }
            else if (Refute(run, trusted, out var proven) is { } fault)
                _faults.Add($"{PackPaths.Proof(run.Id)}: {fault}");
            else
            {
                _notes.Add($"run {run.Id}: in the log of entries, {(key is null ? "by the key in the pack: compare that with one you trust (--key)" : $"by {key}")}");
                if (proven < run.Lines.Count)
                    _notes.Add($"run {run.Id}: entries after {proven} are not covered by its proof");
            }
    }

    string? Refute(RunContent run, CheckpointKey key, out int proven)
    {
        proven = 0;
        var proof = ProofFile.Parse(_files[PackPaths.Proof(run.Id)], PackPaths.Proof(run.Id));
        if (proof.Refute(key) is { } fault)
            return fault;
        var hash = JournalEntry.HashOf(Encoding.UTF8.GetBytes(proof.Entry ?? ""));
        proven = 1 + run.Lines.Select(l => JournalEntry.HashOf(l)).ToList().IndexOf(hash);
        return proven > 0 ? null : "it proves an entry of another journal";
    }

    void CheckVerdicts()
    {
        if (!_files.TryGetValue(PackPaths.Claims, out var claims) || !_files.TryGetValue(PackPaths.Verdicts, out var verdicts) || _faults.Count > 0)
            return;
        if (PackWriter.Verdicts(Encoding.UTF8.GetString(claims), _runs) == Encoding.UTF8.GetString(verdicts))
            _notes.Add($"{PackPaths.Verdicts}: every verdict was computed again and is the same");
        else
            _faults.Add($"{PackPaths.Verdicts} is not what the claims and the journals give");
    }

    static IReadOnlyList<byte[]> Lines(byte[] journal)
    {
        var lines = new List<byte[]>();
        for (int start = 0, length; start < journal.Length; start += length + 1)
        {
            length = journal.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var end ? end : journal.Length - start;
            lines.Add(journal[start..(start + length)]);
        }
        return lines;
    }
}
