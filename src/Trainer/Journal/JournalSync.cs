using MassTransit;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Delivers what is missing of every journal under a folder: what machines left behind that died or had no broker.</summary>
public sealed class JournalSync(IBus bus, ILogger? log = null)
{
    /// <summary>How long the broker may confirm nothing before a journal is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One report per journal, in order of path, as each is done.</summary>
    /// <exception cref="UserErrorException">The folder is missing or holds no journal.</exception>
    public async IAsyncEnumerable<SyncedRun> DeliverAsync(string folder)
    {
        foreach (var run in Find(folder))
            yield return new(run.Path, await DeliverAsync(run));
    }

    /// <summary>The folders of runs at or below the given one.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static IReadOnlyList<RunFolder> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UserErrorException($"there is no folder {folder}");
        var name = Path.GetFileName(new RunFolder(folder).Journal);
        // a process that died right after closing a file left no live one
        var runs = Directory.EnumerateFiles(folder, "journal*.jsonl*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) == name || JournalSegments.LiveOf(path) is not null)
            .Select(path => Path.GetDirectoryName(path)!).Distinct().Order(StringComparer.Ordinal).Select(path => new RunFolder(path)).ToArray();
        return runs.Length > 0
            ? runs
            : throw new UserErrorException($"no {name} in or below {folder}; name the folder of a run or of several");
    }

    /// <summary>Delivers one run's.</summary>
    public async Task<DeliveryReport> DeliverAsync(RunFolder run)
    {
        await using var publisher = JournalPublisher.Start(bus, run, journal: null, log);
        return await publisher.DrainAsync(Patience);
    }
}

/// <summary>What became of one run's journal.</summary>
public sealed record SyncedRun(string Folder, DeliveryReport Delivery);
