using Platform.Contracts.Api;

namespace Platform.Dashboard.Charts;

/// <summary>A named stretch of the x axis, drawn behind the curves; the last may be open.</summary>
public sealed record PhaseBand(string Name, double From, double? To)
{
    /// <summary>A run's phases on an axis; a phase ends where the next begins.</summary>
    public static IReadOnlyList<PhaseBand> Of(IReadOnlyList<PhaseSpan> phases, Func<int, double>? x = null)
    {
        x ??= iteration => iteration;
        return [.. phases.Select(p => new PhaseBand(p.Name, x(p.FromIteration), p.ToIteration is { } to ? x(to + 1) : null))];
    }
}
