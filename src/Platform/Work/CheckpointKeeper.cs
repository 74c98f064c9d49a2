using System.Threading.Channels;
using Platform.Contracts.Events;
using Platform.Trainer;
using Platform.Trainer.Reporting;

namespace Platform.Work;

/// <summary>Copies each checkpoint of a run to the archive while training goes on: the newest two and the best stay there.</summary>
sealed class CheckpointKeeper : IRunReporter, IAsyncDisposable
{
    readonly ICheckpointArchive _archive;
    readonly Guid _run;
    readonly RunFolder _folder;
    readonly ILogger _log;
    readonly Channel<(CheckpointSaved Checkpoint, FileStream Content)> _waiting = Channel.CreateUnbounded<(CheckpointSaved, FileStream)>();
    readonly Task _copying;
    CheckpointSaved? _before;
    CheckpointSaved? _best;

    public CheckpointKeeper(ICheckpointArchive archive, Guid run, LeasedRun leased, ILogger log)
    {
        (_archive, _run, _folder, _log) = (archive, run, leased.Folder, log);
        (_before, _best) = (leased.Newest, leased.Best);
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
                _best = checkpoint.IsBest ? checkpoint : _best;
                await _archive.KeepOnlyAsync(_run, [.. new[] { checkpoint, _before, _best }.OfType<CheckpointSaved>()], CancellationToken.None);
                _before = checkpoint;
            }
            catch (Exception e) // training goes on; the next one is tried
            {
                WorkLog.CheckpointNotKept(_log, checkpoint.Path, e.Message);
            }
        }
    }
}
