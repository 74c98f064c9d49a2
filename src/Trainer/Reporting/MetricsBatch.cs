using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>A buffer on its way: filled by training, emptied by the journal's thread, then used again.</summary>
sealed class MetricsBatch
{
    readonly TimeProvider _clock;
    readonly Action<MetricsBatch> _giveBack;
    long _handedOnAt;

    /// <param name="giveBack">Takes the batch when it is empty again; called on the journal's thread.</param>
    public MetricsBatch(TimeProvider clock, Action<MetricsBatch> giveBack)
    {
        (_clock, _giveBack) = (clock, giveBack);
        Make = TakeAndGiveBack;
    }

    public MetricsBuffer Rows { get; } = new();

    /// <summary>The event, made when the journal comes to it; one delegate for the batch's life, as every call counts.</summary>
    public Func<IRunEvent> Make { get; }

    /// <summary>The moment the event's offsets count from.</summary>
    public void StampHandedOn() => _handedOnAt = _clock.GetTimestamp();

    public MetricsLogged Take() => Rows.Take(_handedOnAt, _clock.TimestampFrequency);

    MetricsLogged TakeAndGiveBack()
    {
        var taken = Take();
        _giveBack(this);
        return taken;
    }
}
