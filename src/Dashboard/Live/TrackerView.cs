namespace Platform.Dashboard.Live;

/// <summary>What a page shows of the tracker, without a browser. While the tracker does not answer, what was read stays.</summary>
public abstract class TrackerView(TimeProvider time)
{
    protected TimeProvider Time => time;

    /// <summary>Why the tracker does not answer, and since when; null while it does.</summary>
    public TrackerFailure? Failure { get; private set; }

    /// <summary>False, with <see cref="Failure"/> set, when the tracker does not answer.</summary>
    protected async Task<bool> TryAsync(Func<Task> ask, CancellationToken cancel)
    {
        try
        {
            await ask();
            Failure = null;
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failed(e);
            return false;
        }
    }

    /// <summary>For questions whose answer may be there already, and says nothing of the tracker.</summary>
    protected void Failed(Exception e) => Failure = TrackerFailure.Of(e, Failure, time);
}
