using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Audits.Proofs;

/// <summary>
/// The log of all completed runs' entries in a folder: leaf hashes (<c>leaves</c>, 32 bytes each), where each run's are
/// (<c>runs.jsonl</c>), every checkpoint (<c>checkpoints/SIZE</c>) and the key (<c>log.key</c>, <c>log.pub</c>). It only grows.
/// </summary>
sealed class EntryLog
{
    const int HashBytes = 32;

    readonly string _folder;
    readonly MerkleTree _tree = new();
    readonly List<LoggedRun> _runs = [];

    EntryLog(string folder) => _folder = folder;

    public IReadOnlyList<LoggedRun> Runs => _runs;
    public int Size => _tree.Size;
    public string PublicKeyPath => Path.Combine(_folder, "log.pub");

    /// <summary>The newest checkpoint; null before the first.</summary>
    public SignedCheckpoint? Newest => Sizes() is { Count: > 0 } sizes ? Checkpoint(sizes[^1]) : null;

    /// <summary>Reads the log, and holds it against its newest checkpoint.</summary>
    /// <exception cref="UserErrorException">It is damaged, or not what it was when it was signed.</exception>
    public static EntryLog Open(string folder)
    {
        var log = new EntryLog(folder);
        log.LoadRuns();
        log.LoadLeaves();
        if (log.Newest is { } newest)
            log.Hold(newest);
        return log;
    }

    /// <summary>How many entries of a run are logged; they are its first.</summary>
    public int LoggedOf(Guid run) => _runs.Where(r => r.RunId == run).Sum(r => r.Entries);

    /// <summary>Adds what is not logged yet of a completed run's lines, whose chain somebody has checked.</summary>
    /// <returns>How many entries were added.</returns>
    public int Add(Guid run, IReadOnlyList<byte[]> lines)
    {
        var (known, first) = (LoggedOf(run), Size);
        if (lines.Count <= known)
            return 0;
        Directory.CreateDirectory(_folder);
        using (var leaves = new FileStream(LeavesPath, FileMode.OpenOrCreate))
        {
            leaves.SetLength((long)first * HashBytes); // what a process left that died before it had told of the run
            leaves.Seek(0, SeekOrigin.End);
            foreach (var line in lines.Skip(known))
            {
                var leaf = MerkleTree.LeafHash(line);
                _tree.Add(leaf);
                leaves.Write(leaf);
            }
            leaves.Flush(flushToDisk: true);
        }
        var added = new LoggedRun(run, known + 1, first, lines.Count - known, JournalEntry.HashOf(lines[^1]));
        File.AppendAllText(RunsPath, JsonSerializer.Serialize(added, JournalJson.Options) + "\n");
        _runs.Add(added);
        return added.Entries;
    }

    /// <summary>Signs the log as it is; the key is made the first time.</summary>
    public SignedCheckpoint Sign(string origin)
    {
        Directory.CreateDirectory(CheckpointsFolder);
        using var key = OpenKey();
        var signed = SignedCheckpoint.Sign(Newest?.Origin ?? origin, Size, _tree.Root(Size), key);
        File.WriteAllText(CheckpointPath(Size), signed.Text);
        return signed;
    }

    /// <summary>What of a run's journal is not what was logged, entry by entry; empty when all is. Entries after those logged are not judged.</summary>
    public IReadOnlyList<string> Compare(Guid run, IReadOnlyList<byte[]> lines)
    {
        var faults = new List<string>();
        foreach (var stretch in _runs.Where(r => r.RunId == run))
            for (var i = 0; i < stretch.Entries && stretch.From + i <= lines.Count; i++)
                if (!MerkleTree.LeafHash(lines[(int)stretch.From + i - 1]).AsSpan().SequenceEqual(_tree.Leaf(stretch.First + i)))
                    faults.Add($"entry {stretch.From + i} is not the one that was logged");
        if (lines.Count < LoggedOf(run))
            faults.Add($"{LoggedOf(run)} entries were logged, {lines.Count} are left: the journal was cut off");
        return faults;
    }

    /// <summary>Whether the newest checkpoint covers every logged entry of a run.</summary>
    public bool IsSigned(Guid run) => Newest is { } newest && _runs.Where(r => r.RunId == run).All(r => r.First + r.Entries <= newest.Size);

    /// <summary>Proof that an entry of a run is under the newest checkpoint.</summary>
    /// <exception cref="UserErrorException">It is not.</exception>
    public ProofFile ProveEntry(Guid run, long sequence, byte[] line)
    {
        var newest = Newest ?? throw new UserErrorException($"{_folder} holds no checkpoint; platform audit checkpoint signs one");
        var stretch = _runs.Find(r => r.RunId == run && sequence >= r.From && sequence < r.From + r.Entries)
            ?? throw new UserErrorException($"entry {sequence} of run {run} is not in the log of entries, which holds the first {LoggedOf(run)}; "
                + "platform audit checkpoint adds completed runs");
        var index = stretch.First + (int)(sequence - stretch.From);
        if (index >= newest.Size)
            throw new UserErrorException($"the newest checkpoint of {_folder} does not cover the entry; platform audit checkpoint signs one that does");
        return new()
        {
            Proof = ProofFile.Inclusion,
            Entry = System.Text.Encoding.UTF8.GetString(line),
            Index = index,
            Hashes = _tree.InclusionProof(index, newest.Size),
            Checkpoint = newest.Text,
        };
    }

    /// <summary>Proof that the log at the newest checkpoint begins with the log at an earlier one.</summary>
    public ProofFile ProveGrowth(SignedCheckpoint earlier)
    {
        var newest = Newest ?? throw new UserErrorException($"{_folder} holds no checkpoint; platform audit checkpoint signs one");
        if (earlier.Size > newest.Size)
            throw new UserErrorException($"the earlier checkpoint covers {earlier.Size} entries, the newest {newest.Size}: this log was cut off, or the checkpoint is of another");
        var hashes = newest.Size == 0 ? [] : _tree.ConsistencyProof(earlier.Size, newest.Size);
        return new() { Proof = ProofFile.Consistency, Earlier = earlier.Text, Hashes = hashes, Checkpoint = newest.Text };
    }

    string LeavesPath => Path.Combine(_folder, "leaves");
    string RunsPath => Path.Combine(_folder, "runs.jsonl");
    string KeyPath => Path.Combine(_folder, "log.key");
    string CheckpointsFolder => Path.Combine(_folder, "checkpoints");

    string CheckpointPath(int size) => Path.Combine(CheckpointsFolder, size.ToString("0000000000", System.Globalization.CultureInfo.InvariantCulture));

    List<int> Sizes() => !Directory.Exists(CheckpointsFolder) ? []
        : [.. Directory.EnumerateFiles(CheckpointsFolder).Select(f => int.TryParse(Path.GetFileName(f), out var size) ? size : -1).Where(s => s >= 0).Order()];

    SignedCheckpoint Checkpoint(int size) => SignedCheckpoint.Parse(File.ReadAllText(CheckpointPath(size)), CheckpointPath(size));

    void LoadRuns()
    {
        if (!File.Exists(RunsPath))
            return;
        foreach (var line in File.ReadLines(RunsPath))
        {
            LoggedRun run;
            try
            {
                run = JsonSerializer.Deserialize<LoggedRun>(line, JournalJson.Options) ?? throw new JsonException("it is null");
            }
            catch (JsonException e)
            {
                throw new UserErrorException($"{RunsPath}:{_runs.Count + 1} cannot be read: {e.Message}; restore the folder from a copy", e);
            }
            if (run.First != (_runs.Count == 0 ? 0 : _runs[^1].First + _runs[^1].Entries))
                throw new UserErrorException($"{RunsPath}:{_runs.Count + 1}: the run does not begin where the one before ends: a line is missing, or they were reordered");
            _runs.Add(run);
        }
    }

    void LoadLeaves()
    {
        var expected = _runs.Sum(r => r.Entries);
        var bytes = File.Exists(LeavesPath) ? File.ReadAllBytes(LeavesPath) : [];
        if (bytes.Length < (long)expected * HashBytes)
            throw new UserErrorException($"{LeavesPath} holds {bytes.Length / HashBytes} entries, {expected} were logged: it was cut off; restore it from a copy");
        for (var i = 0; i < expected; i++)
            _tree.Add(bytes[(i * HashBytes)..((i + 1) * HashBytes)]);
    }

    void Hold(SignedCheckpoint newest)
    {
        using var key = CheckpointKey.Load(PublicKeyPath);
        if (!newest.IsSignedBy(key))
            throw new UserErrorException($"{CheckpointPath(newest.Size)} is not signed by {PublicKeyPath}");
        if (newest.Size > Size)
            throw new UserErrorException($"{_folder}: {newest.Size} entries were signed, {Size} are left: the log was cut off");
        if (!_tree.Root(newest.Size).AsSpan().SequenceEqual(newest.Root))
            throw new UserErrorException($"{_folder}: its first {newest.Size} entries are not those that were signed: the log was changed");
    }

    CheckpointKey OpenKey()
    {
        if (File.Exists(KeyPath))
            return CheckpointKey.Load(KeyPath);
        var key = CheckpointKey.Create();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(KeyPath, options))
            file.Write(key.PrivatePem);
        File.WriteAllText(PublicKeyPath, key.PublicPem);
        return key;
    }
}
