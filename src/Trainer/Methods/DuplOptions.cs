using Platform.Contracts;
using Platform.Trainer.Cams;
using Platform.Trainer.Losses;

namespace Platform.Trainer.Methods;

/// <summary>What DuPL's objective depends on, resolved from a configuration and a dataset's classes. The defaults are the released ones on VOC.</summary>
sealed record DuplOptions
{
    public CamConfig Cam { get; init; } = new();

    /// <summary>Null: labels are not refined.</summary>
    public RefinementConfig? Refinement { get; init; } = new();

    public DuplConfig Dupl { get; init; } = new();

    /// <summary>Every switch of <see cref="DuPL.Definition"/>.</summary>
    public IReadOnlyDictionary<string, bool> Switches { get; init; } = DuPL.Definition.Switches;

    public IReadOnlyDictionary<string, double> Weights { get; init; } = DuPL.Definition.LossWeights;

    public int ContrastFrom { get; init; }
    public int SegmentationFrom { get; init; } = 2000;
    public DynamicThreshold Threshold { get; init; } = DynamicThreshold.Voc();

    public DiscrepancyForm DiscrepancyForm => Dupl.DiscrepancyForm == "paper" ? DiscrepancyForm.Paper : DiscrepancyForm.Code;

    public DiscrepancyAxis DiscrepancyAxis => Dupl.DiscrepancyAxis switch
    {
        "channel" => DiscrepancyAxis.Channel,
        "whole" => DiscrepancyAxis.Whole,
        _ => DiscrepancyAxis.Spatial,
    };

    public NoiseFilterOptions Filter => new()
    {
        MinLoss = Dupl.FilterMinLoss,
        MinValues = Dupl.FilterMinValues,
        Separation = Dupl.FilterSeparation,
        Posterior = Dupl.FilterPosterior,
    };

    /// <exception cref="UserErrorException">A class the dataset does not have.</exception>
    public static DuplOptions Of(TrainingConfig config, IReadOnlyList<string> classes)
    {
        var complete = DuPL.Definition.Complete(config);
        return new()
        {
            Cam = config.Cam,
            Refinement = complete.Switches["par"] ? config.Refinement : null,
            Dupl = config.Dupl,
            Switches = complete.Switches,
            Weights = complete.LossWeights,
            ContrastFrom = config.Schedule.ContrastFrom,
            SegmentationFrom = config.Schedule.SegmentationFrom,
            Threshold = ThresholdOf(config, complete.Switches["dta"], classes),
        };
    }

    static DynamicThreshold ThresholdOf(TrainingConfig config, bool moves, IReadOnlyList<string> classes)
    {
        var (start, dupl) = (config.Cam.HighThreshold, config.Dupl);
        if (dupl.FixedThresholds.FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
            throw new UserErrorException(
                $"dupl.fixedThresholds: the dataset has no class '{unknown}'; it has {string.Join(", ", classes)}");
        return new(
            [.. classes.Select(_ => start)],
            [.. classes.Select(name => moves && !dupl.FixedThresholds.Contains(name) ? dupl.ThresholdTarget : start)],
            dupl.ThresholdFrom ?? config.Schedule.SegmentationFrom, config.Iterations);
    }
}
