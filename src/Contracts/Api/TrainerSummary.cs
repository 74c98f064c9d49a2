namespace Platform.Contracts.Api;

/// <summary>A trainer that was heard of lately.</summary>
public sealed record TrainerSummary
{
    /// <summary>Its name: host, process, device.</summary>
    public required string Trainer { get; init; }

    public string? Host { get; init; }

    /// <summary>"cpu", "cuda:1".</summary>
    public string? Device { get; init; }

    public required DateTimeOffset LastHeardAt { get; init; }

    /// <summary>What it trains; absent while it is idle.</summary>
    public Guid? RunId { get; init; }

    public string? RunName { get; init; }
    public int? Iteration { get; init; }
    public int? TotalIterations { get; init; }
    public required TrainerState State { get; init; }
}

/// <summary>What a trainer is at.</summary>
public enum TrainerState
{
    /// <summary>Waits for a cell.</summary>
    Idle,

    Training,

    /// <summary>Ends after what it is at.</summary>
    Draining,

    /// <summary>Has been silent for longer than trainers are.</summary>
    Lost,
}
