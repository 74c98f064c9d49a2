using System.Collections.Immutable;
using Platform.Contracts.Events;

namespace Platform.Dashboard.Live;

/// <summary>Hands every <see cref="RunChanged"/> this process hears to the pages that are open.</summary>
sealed class RunFeed
{
    ImmutableList<Subscription> _subscriptions = [];

    /// <summary>Calls back on the bus's thread for changes of one run, or of any; until disposed.</summary>
    public IDisposable Subscribe(Guid? run, Action<RunChanged> changed)
    {
        var subscription = new Subscription(this, run, changed);
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(subscription));
        return subscription;
    }

    public void Publish(RunChanged change)
    {
        foreach (var subscription in _subscriptions)
            if (subscription.Run is null || subscription.Run == change.RunId)
                subscription.Changed(change);
    }

    /// <summary>Open subscriptions; a test's proof that closed pages leave nothing behind.</summary>
    public int Count => _subscriptions.Count;

    sealed class Subscription(RunFeed feed, Guid? run, Action<RunChanged> changed) : IDisposable
    {
        public Guid? Run => run;
        public Action<RunChanged> Changed => changed;
        public void Dispose() => ImmutableInterlocked.Update(ref feed._subscriptions, list => list.Remove(this));
    }
}
