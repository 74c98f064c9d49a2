using MassTransit;

namespace Platform.Contracts.Commands;

/// <summary>Asks one trainer for one run.</summary>
[EntityName("command.start-run"), MessageUrn("start-run")]
public sealed record StartRun
{
    public required Guid RunId { get; init; }

    /// <summary>A configuration: a name in Configs/ or the path of a JSON file.</summary>
    public required string Config { get; init; }

    /// <summary>Settings over it, "key" to "value" as on the command line.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    public string? SweepId { get; init; }
    public string? CellId { get; init; }

    /// <summary>The fencing token every entry of this attempt carries.</summary>
    public int Attempt { get; init; } = 1;
}
