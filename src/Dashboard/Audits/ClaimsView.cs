using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>The list of published claims.</summary>
public sealed class ClaimsView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    public const int PageSize = 50;

    public ClaimsFilter Filter { get; private set; } = new();
    public ClaimsPage? Page { get; private set; }
    public IReadOnlyList<PublishedClaims> Files { get; private set; } = [];
    public int Pages => Math.Max(1, ((Page?.Total ?? 0) + PageSize - 1) / PageSize);

    public Task ShowAsync(ClaimsFilter filter)
    {
        Filter = filter;
        return RefreshAsync(default);
    }

    /// <returns>Whether the tracker answered.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancel) => TryAsync(async () =>
    {
        var filter = Filter;
        var files = await tracker.PublishedClaimsAsync(cancel);
        var page = await tracker.ClaimsAsync(new()
        {
            File = filter.File, Verdicts = filter.Verdicts, Run = filter.Run, Search = filter.Search, Skip = (filter.Page - 1) * PageSize, Take = PageSize,
        }, cancel);
        if (filter == Filter) // else another question was asked meanwhile
            (Files, Page) = (files, page);
    }, cancel);
}
