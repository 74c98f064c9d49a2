namespace Platform.Trainer;

/// <summary>DuPL's own numbers (dupl.md §5, §8, §9); the defaults are those of train_final_voc.py. Iterations count from 0.</summary>
public sealed record DuplConfig
{
    /// <summary>"code": 1 + cos, as released; "paper": -log(1 - cos).</summary>
    public string DiscrepancyForm { get; init; } = "code";

    /// <summary>What the cosine runs over: "spatial" (as released), "channel", or the "whole" map.</summary>
    public string DiscrepancyAxis { get; init; } = "spatial";

    /// <summary>The discrepancy's weight is on from here on; COCO: 8001.</summary>
    public int DiscrepancyFrom { get; init; }

    /// <summary>Where high thresholds go, from <see cref="CamConfig.HighThreshold"/> on.</summary>
    public double ThresholdTarget { get; init; } = 0.55;

    /// <summary>Names of classes whose threshold stays where it starts; on VOC six, and none with the paper's one value for all.</summary>
    public IReadOnlyList<string> FixedThresholds { get; init; } = [];

    /// <summary>When the thresholds begin to move; they arrive with the last iteration. Default: schedule.segmentationFrom. COCO: 12000.</summary>
    public int? ThresholdFrom { get; init; }

    /// <summary>Up to and with this iteration segmentation learns from the auxiliary CAMs; COCO: 12000.</summary>
    public int? AuxiliaryLabelsUntil { get; init; }

    /// <summary>Noise filter and strong views from here on.</summary>
    public int FilterFrom { get; init; } = 8000;

    /// <summary>The consistency term's weight is on from here on; COCO: 32000, with the filter.</summary>
    public int ConsistencyFrom { get; init; } = 8001;

    /// <summary>Only losses above it are fitted by the filter's mixture.</summary>
    public double FilterMinLoss { get; init; } = 0.1;

    /// <summary>An image is filtered with more than this many such losses; less for small images.</summary>
    public int FilterMinValues { get; init; } = 1000;

    /// <summary>How far apart the mixture's means must lie (eta).</summary>
    public double FilterSeparation { get; init; } = 1.0;

    /// <summary>A pixel whose posterior of the worse component exceeds it is noise (gamma).</summary>
    public double FilterPosterior { get; init; } = 0.95;

    /// <summary>How sure a prediction must be to become a target of the consistency term; 0 is the paper's form.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>What strong views are scaled by before the students see them.</summary>
    public double StrongScale { get; init; } = 0.75;
}
