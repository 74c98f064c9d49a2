namespace Platform.Tracker.Journal;

/// <summary>Lets pieces of work overlap up to a point, past which they go one at a time and in the order they came.</summary>
sealed class ArrivalOrder
{
    Task _last = Task.CompletedTask;

    /// <summary>Takes the next place; disposing lets the one behind it go on.</summary>
    public Place Take()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(Interlocked.Exchange(ref _last, mine.Task), mine);
    }

    public sealed class Place(Task before, TaskCompletionSource mine) : IDisposable
    {
        public Task ComesAsync(CancellationToken cancel) => before.WaitAsync(cancel);

        // One that gives up while waiting must not let those behind it overtake those before it.
        public void Dispose() => before.ContinueWith(_ => mine.SetResult(), TaskScheduler.Default);
    }
}
