using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The stored journal of one run, a page at a time. The last page follows the run.</summary>
public sealed class JournalView(Guid run, TrackerClient tracker)
{
    public const int PageSize = 50;

    long _stored = -1;
    int _shownPage = -1;
    long _conflictsKnown;

    public JournalSettings Settings { get; private set; } = new();
    public int Pages { get; private set; } = 1;

    public int Shown => Math.Min(Settings.Entry is { } entry ? (int)((entry - 1) / PageSize) + 1 : Settings.Page ?? Pages, Pages);

    public IReadOnlyList<JournalRow> Rows { get; private set; } = [];

    /// <summary>Entries kept apart because a stored one has their sequence.</summary>
    public IReadOnlyList<ConflictInfo> Conflicts { get; private set; } = [];

    /// <summary>Messages of any run that the tracker could not take.</summary>
    public long DeadLetters { get; private set; }

    public async Task UpdateAsync(RunDetail detail, JournalSettings settings, CancellationToken cancel)
    {
        Settings = settings;
        Pages = (int)Math.Max(1, (detail.Journal.HighestSequence + PageSize - 1) / PageSize);
        if (detail.Journal.Conflicts != _conflictsKnown)
        {
            Conflicts = await tracker.ConflictsAsync(run, cancel);
            _conflictsKnown = detail.Journal.Conflicts;
        }
        var shown = Shown;
        if (shown == _shownPage && (shown != Pages || detail.Journal.Stored == _stored))
            return;
        DeadLetters = (await tracker.StatusAsync(cancel)).DeadLetters;
        var first = (shown - 1L) * PageSize;
        var lines = await tracker.JournalAsync(run, first, PageSize, cancel);
        // with gaps a page of lines reaches into the next page's sequences
        Rows = [.. lines.Select(JournalRow.Read).Where(r => r.Sequence <= first + PageSize)];
        (_shownPage, _stored) = (shown, detail.Journal.Stored);
    }

    /// <summary>The settings of a page; the last one follows the run.</summary>
    public JournalSettings Of(int page) => new() { Page = page >= Pages ? null : Math.Max(1, page) };
}
