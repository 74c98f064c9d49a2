using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Hosting;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Journal;

namespace Platform.Evaluation;

/// <summary>Adds scores to the journal of the run they are of, after its end, and delivers it where a broker is named.</summary>
sealed class ScoreJournal(CheckpointSource source, PlatformSettings settings, bool verbose)
{
    RunFolder Folder => source.Folder!;

    /// <summary>Finds out before the work what would keep its result from being journaled.</summary>
    /// <exception cref="UserErrorException">The run is still written by another process, or the broker named is not there.</exception>
    public async Task EnsurePossibleAsync()
    {
        Open().Dispose();
        if (settings.Bus().Kind != BusOptions.InMemory)
            await BusSetup.EnsureReachableAsync(settings.Bus());
    }

    /// <summary>One line that says what became of them.</summary>
    public async Task<string> AddAsync(IReadOnlyList<EvaluationCompleted> scores)
    {
        using (var journal = Open())
        {
            foreach (var score in scores)
                journal.Append(score);
            journal.Flush();
        }
        var journaled = $"journaled {scores.Count} entries";
        if (settings.Bus().Kind == BusOptions.InMemory)
            return $"{journaled}; to deliver them: platform sync {Folder.Path}";
        await using var process = BusProcess.Build(settings, withBus: true, verbose);
        await process.StartAsync(CancellationToken.None);
        await foreach (var run in new JournalSync(process.Bus!, process.Log).DeliverAsync(Folder.Path))
            journaled += run.Delivery.Remaining == 0
                ? " and delivered them"
                : $", not delivered ({run.Delivery.Problem}); later: platform sync {Folder.Path}";
        return journaled;
    }

    RunJournal Open()
    {
        try
        {
            return RunJournal.Extend(Folder, source.RunId!.Value, TimeProvider.System);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"{e.Message}; or evaluate without journaling: --no-journal", e);
        }
    }
}
