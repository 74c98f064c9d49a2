namespace Platform.Contracts.Api;

/// <summary>Which lines of a run's console; lines come in order of number.</summary>
public sealed record LogRequest
{
    /// <summary>Only lines of a higher number.</summary>
    public long After { get; init; }

    /// <summary>Only lines of a lower number: then the last of them, not the first.</summary>
    public long? Before { get; init; }

    /// <summary>Only lines that contain this, whatever its case.</summary>
    public string? Search { get; init; }

    /// <summary>"out" or "err".</summary>
    public string? Stream { get; init; }

    public int Take { get; init; } = 1000;
}
