using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.DeadLetters;

/// <summary>What the tracker could not take, with the reason, and the way to have it tried again.</summary>
public sealed partial class DeadLettersPage : ComponentBase, IDisposable
{
    const int PageSize = 50;

    readonly CancellationTokenSource _gone = new();
    IReadOnlyList<DeadLetterInfo>? _letters;
    string? _failure;
    string? _said;
    int _page;
    bool _busy;

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;

    protected override Task OnInitializedAsync() => ShowAsync(0);

    Task ShowAsync(int page) => AskAsync(async cancel => _letters = await Tracker.DeadLettersAsync((_page = page) * PageSize, PageSize, cancel: cancel));

    Task ReplayAsync(long id) => AskAsync(async cancel =>
    {
        var replayed = await Tracker.ReplayDeadLetterAsync(id, cancel);
        _said = replayed is null ? "The message is gone." : $"Message {id}: {replayed.Outcome}.";
        _letters = await Tracker.DeadLettersAsync(_page * PageSize, PageSize, cancel: cancel);
    });

    async Task AskAsync(Func<CancellationToken, Task> ask)
    {
        _busy = true;
        try
        {
            await ask(_gone.Token);
            _failure = null;
        }
        catch (Exception e) when (TrackerFailure.Is(e, _gone.Token))
        {
            _failure = TrackerFailure.Of(e, null, Time).Reason;
        }
        finally
        {
            _busy = false;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
