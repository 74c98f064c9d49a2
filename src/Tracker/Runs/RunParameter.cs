namespace Platform.Tracker.Runs;

/// <summary>One leaf of a run's configuration, or one of its ablation switches, as filters and sorts find it.</summary>
sealed class RunParameter
{
    /// <summary>Longer keys name nothing that anybody types, and would not fit an index.</summary>
    public const int LongestKey = 300;

    public required Guid RunId { get; init; }

    /// <summary>The path, its parts joined by dots.</summary>
    public required string Key { get; init; }

    /// <summary>A text as it is, anything else as JSON.</summary>
    public required string TextValue { get; init; }

    /// <summary>Of a number only.</summary>
    public double? NumberValue { get; init; }
}
