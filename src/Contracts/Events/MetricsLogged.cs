using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>A batch of metric points, by column. Every column is as long as <see cref="Iterations"/>.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record MetricsLogged : IRunEvent
{
    public const string WireName = "metrics-logged";

    public required IReadOnlyList<int> Iterations { get; init; }

    /// <summary>Values by metric name ("loss/cls", "rate/iterations"); null where the metric was not logged at that iteration.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Values { get; init; }

    /// <summary>When each iteration was logged, milliseconds after the entry's <c>occurredAt</c> (zero or negative).</summary>
    public IReadOnlyList<int>? OffsetsMs { get; init; }

    /// <summary>
    /// How many iterations between the first and the last of these were let go, because the disk was too far behind; absent
    /// when none was.
    /// </summary>
    public int? Coalesced { get; init; }

    /// <summary>Of an imported log the line that each row of the columns stands on; then rows may repeat an iteration.</summary>
    public IReadOnlyList<int>? Lines { get; init; }
}
