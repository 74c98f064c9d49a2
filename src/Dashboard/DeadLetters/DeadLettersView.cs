using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.DeadLetters;

/// <summary>What the tracker could not take, a page at a time, without a browser.</summary>
public sealed class DeadLettersView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    public const int PageSize = 50;

    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<DeadLetterInfo>? Letters { get; private set; }

    /// <summary>From 0, the newest.</summary>
    public int Page { get; private set; }

    /// <summary>What came of the last replay.</summary>
    public string? Said { get; private set; }

    public Task<bool> ShowAsync(int page)
    {
        Page = page;
        return RefreshAsync();
    }

    /// <summary>False, with what was read kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        var page = Page;
        var letters = await tracker.DeadLettersAsync(page * PageSize, PageSize, cancel: cancel);
        if (page == Page) // else another page was asked for meanwhile
            Letters = letters;
    }, cancel);

    public async Task ReplayAsync(long id)
    {
        var answered = await TryAsync(async () =>
        {
            var replayed = await tracker.ReplayDeadLetterAsync(id);
            Said = replayed is null ? "The message is gone." : $"Message {id}: {replayed.Outcome}.";
        }, default);
        if (answered)
            await RefreshAsync();
    }
}
