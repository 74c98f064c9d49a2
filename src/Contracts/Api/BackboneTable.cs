using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

/// <summary>Which matrix of methods and backbones is asked for.</summary>
public sealed record BackboneRequest : ScoreRequest
{
    /// <summary>One of <see cref="BackboneTable.Schedules"/>; null: the one most cells have.</summary>
    public string? Schedule { get; init; }

    /// <summary>Whether each combination of a method's switches has a row; otherwise only the one with the most on.</summary>
    public bool Variants { get; init; }
}

/// <summary>Methods by backbones at one schedule.</summary>
public sealed record BackboneTable
{
    public required string Split { get; init; }

    /// <summary>What was scored; null where nothing was.</summary>
    public string? Output { get; init; }

    public string? Network { get; init; }
    public required ScoreSelection Selection { get; init; }

    /// <summary>The reference first, then the others, those of most cells first.</summary>
    public required IReadOnlyList<MatchedSchedule> Schedules { get; init; }

    public required IReadOnlyList<string> Backbones { get; init; }
    public required IReadOnlyList<BackboneRow> Rows { get; init; }
    public required IReadOnlyList<ExcludedRuns> Excluded { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }
    public required ScoreChoices Choices { get; init; }

    /// <summary>Runs that were asked for, those excluded among them.</summary>
    public required int Runs { get; init; }
}

/// <summary>What must be the same for two numbers to be compared. What a configuration does not say is null, and matches nothing but the same silence.</summary>
/// <param name="EffectiveBatch">Pictures an update: the batch size, times the accumulation where there is one.</param>
/// <param name="Crop">Pixels a side.</param>
/// <param name="Cells">How many cells there are of it.</param>
public sealed record MatchedSchedule(string Id, string Data, int Iterations, int? EffectiveBatch, int? Crop, string Protocol, int Cells, int Runs);

/// <summary>A method with one combination of its switches.</summary>
/// <param name="Variant">"without dta"; null: it has all that any of the method's runs have.</param>
/// <param name="Cells">By <see cref="BackboneTable.Backbones"/>, in their order; null: no run.</param>
/// <param name="Differing">Settings beside schedule and backbone that are not the same in all matched cells of the row.</param>
public sealed record BackboneRow(string Method, string? Variant, IReadOnlyList<BackboneCell?> Cells, IReadOnlyList<string> Differing);

/// <summary>A method on a backbone.</summary>
/// <param name="Mismatch">Why it is not comparable; empty where it is of the reference schedule.</param>
/// <param name="Runs">By seed.</param>
public sealed record BackboneCell(SampleSummary Score, IReadOnlyList<string> Mismatch, BackboneCost Cost, IReadOnlyList<AblationRun> Runs);

/// <summary>What a run of a cell takes.</summary>
/// <param name="Seconds">From start to end, pauses between attempts included.</param>
/// <param name="IterationsPerSecond">Mean of what the trainer logged, evaluations left out.</param>
/// <param name="MemoryBytes">Peak of the process.</param>
/// <param name="GpuMemoryBytes">Peak of the device.</param>
/// <param name="Devices">Costs of different ones are not compared.</param>
/// <param name="Interrupted">Runs of several attempts.</param>
public sealed record BackboneCost(
    SampleSummary Seconds, SampleSummary IterationsPerSecond, double? MemoryBytes, double? GpuMemoryBytes, IReadOnlyList<string> Devices, int Interrupted);
