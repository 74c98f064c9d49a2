using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Proofs;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Packs;

/// <summary>Writes a reproducibility pack, the same bytes for the same content.</summary>
sealed class PackWriter(IReadOnlyList<RunContent> runs)
{
    // zip's own beginning of time: when it was written is no part of what it says
    static readonly DateTimeOffset s_timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    readonly List<string> _absent = [];

    /// <summary>Adds a claims file and the verdicts on it over this pack's runs alone: whoever imports the pack can repeat them.</summary>
    public PackWriter AddClaims(string path)
    {
        var text = File.ReadAllText(path);
        _files[PackPaths.Claims] = Encoding.UTF8.GetBytes(text);
        _files[PackPaths.Verdicts] = Encoding.UTF8.GetBytes(Verdicts(text, runs));
        return this;
    }

    /// <summary>Adds a proof for every run that the log holds under its newest checkpoint.</summary>
    public PackWriter AddProofs(EntryLog log)
    {
        foreach (var run in runs)
            if (Math.Min(log.LoggedOf(run.Id), run.Lines.Count) is > 0 and var logged && log.IsSigned(run.Id))
            {
                _files[PackPaths.Proof(run.Id)] = Encoding.UTF8.GetBytes(log.ProveEntry(run.Id, logged, run.Lines[logged - 1]).ToJson());
                if (logged < run.Lines.Count)
                    _absent.Add($"run {run.Id}: a proof of entries after {logged}, which were written later than the log knows");
            }
            else
                _absent.Add($"run {run.Id}: a proof; the log of entries does not hold it under a checkpoint");
        if (File.Exists(log.PublicKeyPath))
            _files[PackPaths.PublicKey] = File.ReadAllBytes(log.PublicKeyPath);
        return this;
    }

    public void Write(Stream output)
    {
        foreach (var run in runs)
        {
            foreach (var (path, bytes) in run.Files())
                _files[path] = bytes;
            _absent.AddRange(run.Absent());
        }
        var manifest = new PackManifest
        {
            Format = PackManifest.CurrentFormat,
            Runs = [.. runs.Select(r => r.Summary).OrderBy(r => r.Id)],
            Files = [.. _files.Select(f => new PackedFile(f.Key, Convert.ToHexStringLower(SHA256.HashData(f.Value)), f.Value.Length))],
            Absent = _absent,
        };
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, PackManifest.FileName, JsonSerializer.SerializeToUtf8Bytes(manifest, PackManifest.Json));
        foreach (var (path, bytes) in _files)
            Add(zip, path, bytes);
    }

    /// <summary>The verdicts as a pack keeps them.</summary>
    public static string Verdicts(string claims, IReadOnlyList<RunContent> runs)
    {
        var file = ClaimsReader.Parse("claims.yaml", claims, out var faults);
        return faults.Count > 0
            ? throw new Contracts.UserErrorException(string.Join("; ", faults))
            : AuditJson.Of(new Auditor([.. runs.OrderBy(r => r.Id).Select(r => r.Run)]).Audit(file));
    }

    static void Add(ZipArchive zip, string path, byte[] bytes)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = s_timestamp;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
