using System.Text.Json;

namespace Platform.Contracts.Api;

/// <summary>A free trainer asks for a cell.</summary>
/// <param name="Claim">New for each question: asked again, the same one gets the same answer.</param>
/// <param name="Trainer">Unique by process, as in its heartbeats.</param>
public sealed record LeaseRequest(Guid Claim, string Trainer);

/// <summary>A cell that is the trainer's for as long as its heartbeats come.</summary>
public sealed record Lease
{
    public required string Sweep { get; init; }
    public required string CellId { get; init; }

    /// <summary>The run's shown name.</summary>
    public required string Name { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>The fencing token: the tracker takes entries of this attempt alone from here on.</summary>
    public required int Attempt { get; init; }

    /// <summary>The whole training configuration.</summary>
    public required JsonElement Config { get; init; }

    public required int TotalIterations { get; init; }

    /// <summary>The last sequence of the journal the tracker holds: the attempt's first is the next.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of that entry; 64 zeros where there is none.</summary>
    public required string Hash { get; init; }
}

/// <summary>A trainer gives a cell back that it has not begun.</summary>
/// <param name="Error">Why it cannot be trained; absent when the trainer only ends.</param>
public sealed record LeaseReturn(int Attempt, string? Error = null);
