namespace Platform.Contracts.Api;

/// <summary>What a filter may name: fields of every run, and the parameters, metrics and tags that some run has.</summary>
public sealed record FilterFields
{
    public required IReadOnlyList<FilterField> Fields { get; init; }

    /// <summary>Key paths of the configurations, "switches.…" for ablation switches.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    public required IReadOnlyList<string> Metrics { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What is asked of a metric: last, best, min, max.</summary>
    public required IReadOnlyList<string> Functions { get; init; }
}

/// <summary>A field of every run.</summary>
/// <param name="Kind">text, number, time, status, tag or switch.</param>
public sealed record FilterField(string Name, string Kind, string Meaning);

/// <summary>Whether a filter can be used; <see cref="Error"/> is absent when it can.</summary>
public sealed record FilterCheck(FilterError? Error);

/// <summary>Where a filter, a sort or a column cannot be understood, and why.</summary>
/// <param name="Parameter">Of the request: "filter", "sort" or "columns".</param>
/// <param name="Position">Of the first letter that is wrong, from 0.</param>
/// <param name="Length">Letters that are wrong; 0 where something is missing.</param>
/// <param name="Caret">The text, and on a second line marks below what is wrong.</param>
/// <param name="Suggestion">The nearest known name.</param>
public sealed record FilterError(string Parameter, string Message, int Position, int Length, string Caret, string? Suggestion);

/// <summary>The tracker could not understand a filter, a sort or a column.</summary>
public sealed class BadFilterException(FilterError error) : HttpRequestException(error.Message, null, System.Net.HttpStatusCode.BadRequest)
{
    public FilterError Error { get; } = error;
}
