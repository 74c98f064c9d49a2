namespace Platform.Trainer.Journal;

/// <summary>How far a journal has been delivered.</summary>
/// <param name="Delivered">Entries the broker has confirmed, in this or an earlier process.</param>
/// <param name="Total">Entries there are.</param>
/// <param name="Problem">Why delivery ended early; absent when it did not.</param>
public sealed record DeliveryReport(long Delivered, long Total, string? Problem)
{
    public long Remaining => Total - Delivered;
}
