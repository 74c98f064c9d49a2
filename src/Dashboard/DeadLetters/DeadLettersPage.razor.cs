namespace Platform.Dashboard.DeadLetters;

/// <summary>What the tracker could not take, with the reason, and the way to have it tried again.</summary>
public sealed partial class DeadLettersPage
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    DeadLettersView _view = null!;
    bool _busy;

    protected override Task OnInitializedAsync()
    {
        _view = new(Tracker, Time);
        return _view.RefreshAsync();
    }

    protected override TimeSpan? Interval => s_interval;

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(cancel);

    async Task ReplayAsync(long id)
    {
        _busy = true;
        await _view.ReplayAsync(id);
        _busy = false;
    }
}
