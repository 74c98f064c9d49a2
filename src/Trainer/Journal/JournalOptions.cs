using Platform.Contracts;

namespace Platform.Trainer.Journal;

/// <summary>When a journal is forced to the disk, and how its files are cut.</summary>
public sealed record JournalOptions
{
    public const string Section = "Journal";

    /// <summary>Default <see cref="SyncPolicy.Interval"/>.</summary>
    public SyncPolicy Sync { get; init; } = SyncPolicy.Interval;

    /// <summary>With <see cref="SyncPolicy.Interval"/>, the longest that lines wait: well below a second, so that a live chart is live.</summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The live file is closed, and another begun, after the line that makes it this long. Default 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>A closed file's length is known from four bytes at its end.</summary>
    public const int MaxSegmentMegabytes = 1024;

    /// <exception cref="UserErrorException">It is none of the policies.</exception>
    public static SyncPolicy ReadPolicy(string? text) => text switch
    {
        null or "" or "interval" => SyncPolicy.Interval,
        "always" => SyncPolicy.Always,
        "never" => SyncPolicy.Never,
        _ => throw new UserErrorException($"{Section}:Sync is '{text}'; it can be always, interval or never"),
    };
}

/// <summary>When lines are synced; they are published after that, never before.</summary>
public enum SyncPolicy
{
    /// <summary>After every write: an entry that was written outlives a power failure.</summary>
    Always,

    /// <summary>At once where a life-cycle event is among them, else after <see cref="JournalOptions.SyncEvery"/>.</summary>
    Interval,

    /// <summary>When the system likes: lines outlive the process, but not the machine, and may be published and then lost.</summary>
    Never,
}
