using System.Threading.Channels;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Trainer;
using Platform.Trainer.Reporting;

namespace Platform.Work;

/// <summary>
/// Copies each checkpoint of a run to the archive while training goes on: the newest two and the best stay there. A trainer
/// that has lost its lease does not know it, and another may depend on any copy it finds: so only what is superseded by
/// checkpoints that the tracker holds is removed. Whoever is granted the run later goes on from those.
/// </summary>
sealed class CheckpointKeeper : IRunReporter, IAsyncDisposable
{
    const int Kept = 2;

    readonly ICheckpointArchive _archive;
    readonly TrackerClient _tracker;
    readonly Guid _run;
    readonly RunFolder _folder;
    readonly ILogger _log;
    readonly Channel<(CheckpointSaved Checkpoint, FileStream Content)> _waiting = Channel.CreateUnbounded<(CheckpointSaved, FileStream)>();
    readonly Task _copying;

    public CheckpointKeeper(ICheckpointArchive archive, TrackerClient tracker, Guid run, RunFolder folder, ILogger log)
    {
        (_archive, _tracker, _run, _folder, _log) = (archive, tracker, run, folder, log);
        _copying = Task.Run(CopyAsync);
    }

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        // checkpoints are all it knows
    }

    public void Event(IRunEvent @event)
    {
        if (@event is not CheckpointSaved saved)
            return;
        try
        {
            // opened at once: the next checkpoint deletes this one's file, what is open stays readable
            _waiting.Writer.TryWrite((saved, File.OpenRead(Path.Combine(_folder.Path, saved.Path))));
        }
        catch (IOException e)
        {
            WorkLog.CheckpointNotKept(_log, saved.Path, e.Message);
        }
    }

    /// <summary>Returns when all are copied.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _copying;
    }

    async Task CopyAsync()
    {
        await foreach (var (checkpoint, content) in _waiting.Reader.ReadAllAsync())
        {
            await using var file = content;
            // while copying takes longer than training, only the newest one matters, and the best
            if (_waiting.Reader.Count > 0 && !checkpoint.IsBest)
                continue;
            try
            {
                await _archive.PutAsync(_run, checkpoint, file, CancellationToken.None);
                await RemoveSupersededAsync();
            }
            catch (Exception e) // training goes on; the next one is tried
            {
                WorkLog.CheckpointNotKept(_log, checkpoint.Path, e.Message);
            }
        }
    }

    async Task RemoveSupersededAsync()
    {
        var copies = await _archive.ListAsync(_run, CancellationToken.None);
        var told = (await _tracker.CheckpointsAsync(_run)).Where(c => copies.Contains(c.Sha256)).ToArray();
        var kept = told.TakeLast(Kept).Append(told.LastOrDefault(c => c.IsBest)).Select(c => c?.Sha256);
        foreach (var sha256 in told.Select(c => c.Sha256).Except(kept))
            await _archive.RemoveAsync(_run, sha256!, CancellationToken.None);
    }
}
