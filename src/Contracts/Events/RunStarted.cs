using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>The first entry of every journal: all that is needed to run it again.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record RunStarted : IRunEvent
{
    public const string WireName = "run-started";

    public required string Project { get; init; }
    public required string Experiment { get; init; }
    public required string RunName { get; init; }
    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }

    /// <summary>Images per split, by the split's name ("train", "val").</summary>
    public required IReadOnlyDictionary<string, int> SplitSizes { get; init; }

    /// <summary>The whole training configuration, defaults included.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the configuration with its keys sorted and without its seed.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Ablation switches, on or off, by name.</summary>
    public required IReadOnlyDictionary<string, bool> Switches { get; init; }

    public required int Seed { get; init; }
    public required int TotalIterations { get; init; }

    /// <summary>The commit the trainer was built from; absent outside a checkout.</summary>
    public string? CodeRevision { get; init; }

    /// <summary>Whether the work tree differed from <see cref="CodeRevision"/>.</summary>
    public bool CodeDirty { get; init; }

    public required string Host { get; init; }
    public required string Device { get; init; }

    /// <summary>Versions of the libraries that decide results, by name ("libtorch", "dotnet", "blas").</summary>
    public required IReadOnlyDictionary<string, string> Libraries { get; init; }

    public string? SweepId { get; init; }
    public string? CellId { get; init; }

    /// <summary>The log it was read from; absent for a run trained here.</summary>
    public ImportedFacts? Imported { get; init; }

    /// <summary>Nobody trained it: its numbers were made up to try the platform with. Absent where false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Synthetic { get; init; }
}
