using System.Text.Json;

namespace Platform.Contracts.Sweeps;

/// <summary>A run a sweep wants, unique by sweep, configuration and seed.</summary>
public sealed record PlannedCell
{
    /// <summary>Of these three: the same cell has the same id wherever the file is read.</summary>
    public required string Id { get; init; }

    /// <summary>The run's shown name: "dupl-shapes +dta s1".</summary>
    public required string Name { get; init; }

    /// <summary>The row it belongs to, "+dta"; empty in a sweep over nothing but seeds.</summary>
    public required string Label { get; init; }

    public required int Seed { get; init; }

    /// <summary>Of the configuration without its seed.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The whole training configuration, seed, name and the method's defaults included.</summary>
    public required JsonElement Config { get; init; }

    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }
    public required int TotalIterations { get; init; }

    /// <summary>What it has of every setting the sweep varies, as tables show it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}
