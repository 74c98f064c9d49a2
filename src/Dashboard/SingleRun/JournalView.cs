using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The stored journal of one run, a page at a time. The last page follows the run.</summary>
public sealed class JournalView(Guid run, TrackerClient tracker)
{
    public const int PageSize = 50;

    long _stored = -1;
    int _shownPage = -1;

    /// <summary>From 1; null is the last.</summary>
    public int? Chosen { get; private set; }

    public int Pages { get; private set; } = 1;
    public int Shown => Math.Min(Chosen ?? Pages, Pages);
    public IReadOnlyList<JournalRow> Rows { get; private set; } = [];

    public async Task UpdateAsync(RunDetail detail, CancellationToken cancel)
    {
        Pages = (int)Math.Max(1, (detail.Journal.HighestSequence + PageSize - 1) / PageSize);
        var isLast = Shown == Pages;
        if (Shown == _shownPage && (!isLast || detail.Journal.Stored == _stored))
            return;
        var first = (Shown - 1L) * PageSize;
        var lines = await tracker.JournalAsync(run, first, PageSize, cancel);
        // with gaps a page of lines reaches into the next page's sequences
        Rows = [.. lines.Select(JournalRow.Read).Where(r => r.Sequence <= first + PageSize)];
        (_shownPage, _stored) = (Shown, detail.Journal.Stored);
    }

    public void Choose(int page) => Chosen = page >= Pages ? null : Math.Max(1, page);
}
