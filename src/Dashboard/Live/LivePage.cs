using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Live;

/// <summary>A page that asks the tracker again when something changed of what it shows, from its first rendering on.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    LiveRefresh? _live;

    [Inject] protected TrackerClient Tracker { get; set; } = null!;
    [Inject] protected TimeProvider Time { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;

    /// <summary>The run shown; null: any.</summary>
    protected virtual Guid? ShownRun => null;

    /// <summary>Whether changes of a run count, where no run is given.</summary>
    protected virtual bool Shows(Guid run) => true;

    /// <summary>Between two questions at least, where the usual interval does not suit.</summary>
    protected virtual TimeSpan? Interval => null;

    /// <returns>False when the tracker did not answer.</returns>
    protected abstract Task<bool> AskAsync(CancellationToken cancel);

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        Follow();
        AskSoon();      // what changed between the first answer and the subscription
    }

    protected void AskSoon() => _live?.Request();

    /// <summary>Follows the run that is shown now; nothing before the first rendering.</summary>
    protected void FollowOther()
    {
        if (_live is not null)
            Follow();
    }

    void Follow()
    {
        _live?.Dispose();
        _live = new(Feed, ShownRun, Time, RefreshAsync, Interval, Shows);
    }

    /// <summary>Asks at once and renders.</summary>
    protected async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var answered = false;
        await InvokeAsync(async () =>
        {
            answered = await AskAsync(cancel);
            StateHasChanged();
        });
        return answered;
    }

    public void Dispose()
    {
        _live?.Dispose();
        Leave();
    }

    /// <summary>What a page undoes when it goes.</summary>
    protected virtual void Leave()
    {
    }
}
