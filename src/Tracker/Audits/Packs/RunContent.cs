using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Packs;

/// <summary>A run as it goes into a pack: its journal, and what of the journal people look for first, each as a file.</summary>
sealed class RunContent
{
    RunContent(IReadOnlyList<byte[]> lines, JournalEvidence run, byte[]? diff) => (Lines, Run, Diff) = (lines, run, diff);

    public IReadOnlyList<byte[]> Lines { get; }
    public JournalEvidence Run { get; }

    /// <summary>What the work tree had changed against its revision; null where nobody kept it.</summary>
    public byte[]? Diff { get; }

    public Guid Id => Run.RunId!.Value;

    public PackedRun Summary => new(Id, Run.Started!.RunName, Lines.Count, JournalEntry.HashOf(Lines[^1]));

    /// <exception cref="UserErrorException">The journal is not whole: a pack of it would prove nothing.</exception>
    public static RunContent Of(string source, IReadOnlyList<byte[]> lines, byte[]? diff = null)
    {
        var run = JournalEvidence.Read(source, lines);
        if (run.Started is null)
            throw new UserErrorException($"{source}: the journal does not begin with a run's start");
        return run.Doubts is [var first, ..] ? throw new UserErrorException(first) : new(lines, run, diff);
    }

    public IEnumerable<(string Path, byte[] Bytes)> Files()
    {
        var started = Run.Started!;
        yield return (PackPaths.Journal(Id), [.. Lines.SelectMany(l => l.Append((byte)'\n'))]);
        yield return (PackPaths.Config(Id), JsonSerializer.SerializeToUtf8Bytes(started.Config, PackManifest.Json));
        yield return (PackPaths.Environment(Id), JsonSerializer.SerializeToUtf8Bytes(new
        {
            started.Host, started.Device, started.Libraries, started.CodeRevision, started.CodeDirty, started.ConfigHash, started.Seed, started.SweepId, started.CellId,
        }, PackManifest.Json));
        yield return (PackPaths.Checkpoints(Id), JsonSerializer.SerializeToUtf8Bytes(
            Run.Checkpoints.Select(c => new { entry = c.Sequence, c.Event.Iteration, c.Event.Path, c.Event.Sha256, c.Event.SizeBytes, c.Event.IsBest, c.Event.BestBy }), PackManifest.Json));
        if (Diff is not null)
            yield return (PackPaths.Diff(Id), Diff);
    }

    public IEnumerable<string> Absent()
    {
        yield return $"run {Id}: checkpoint files (their digests are in {PackPaths.Checkpoints(Id)})";
        if (Run.Started!.Synthetic)
            yield return $"run {Id}: any training: the run is synthetic, its numbers were made up";
        if (Run.Started.CodeRevision is null)
            yield return $"run {Id}: the code revision, which the run did not know";
        else if (Run.Started.CodeDirty && Diff is null)
            yield return $"run {Id}: what the work tree had changed against revision {Run.Started.CodeRevision}, which nobody kept";
    }
}
