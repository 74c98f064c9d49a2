namespace Platform.Trainer;

/// <summary>Everything that decides a run's result. Read from one JSON file and <c>--set</c>; travels whole in <c>RunStarted</c>.</summary>
public sealed record TrainingConfig
{
    public string Project { get; init; } = "wsss";
    public required string Experiment { get; init; }

    /// <summary>Shown name of the run; default: method, dataset, seed.</summary>
    public string? Name { get; init; }

    /// <summary>A name in <c>Methods/MethodCatalog.cs</c>.</summary>
    public required string Method { get; init; }

    public int Seed { get; init; }
    public required int Iterations { get; init; }
    public required DatasetConfig Dataset { get; init; }
    public required BackboneConfig Backbone { get; init; }
    public DecoderConfig Decoder { get; init; } = new();
    public OptimizerConfig Optimizer { get; init; } = new();
    public CamConfig Cam { get; init; } = new();
    public RefinementConfig Refinement { get; init; } = new();
    public ScheduleConfig Schedule { get; init; } = new();

    /// <summary>Read by the method "dupl" alone.</summary>
    public DuplConfig Dupl { get; init; } = new();

    /// <summary>Weight by loss term; a term the method does not have is an error.</summary>
    public IReadOnlyDictionary<string, double> LossWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>Ablation switches, on or off by name; one the method does not have is an error.</summary>
    public IReadOnlyDictionary<string, bool> Switches { get; init; } = new Dictionary<string, bool>();
}

public sealed record BackboneConfig
{
    /// <summary>Shown name: "vit-b/16", "vit-shapes".</summary>
    public required string Name { get; init; }

    public int PatchSize { get; init; } = 16;
    public int Dim { get; init; } = 768;
    public int Depth { get; init; } = 12;
    public int Heads { get; init; } = 12;

    /// <summary>Side of the grid the position embedding is made for; other sizes are interpolated.</summary>
    public int GridSize { get; init; } = 14;

    /// <summary>"patch": one strided convolution; "conv": a small convolutional stem, which small images need.</summary>
    public string Stem { get; init; } = "patch";

    /// <summary>
    /// Type of the blocks' matrix products: "float32", as published, or "bfloat16", which saves time and memory on CUDA; weights and
    /// their optimiser stay in float32.
    /// </summary>
    public string Precision { get; init; } = "float32";

    /// <summary>Which block's output feeds the auxiliary classifier, counted from the end (-1 is the last).</summary>
    public int AuxiliaryLayer { get; init; } = -3;

    /// <summary>A weights file, relative to the data folder; absent: random initialisation from the seed.</summary>
    public string? Weights { get; init; }
}

/// <summary>The LargeFOV segmentation head.</summary>
public sealed record DecoderConfig
{
    public int Width { get; init; } = 512;
    public int Dilation { get; init; } = 5;

    /// <summary>Channels that correct the logits along the picture's edges, see <c>PictureGuide</c>; 0 as published: none.</summary>
    public int GuideWidth { get; init; }
}

public sealed record OptimizerConfig
{
    public double LearningRate { get; init; } = 6e-5;

    /// <summary>Learning rate of the randomly initialised heads over that of the backbone.</summary>
    public double HeadFactor { get; init; } = 10;

    public double WeightDecay { get; init; } = 0.01;
    public int WarmupIterations { get; init; } = 1500;
    public double Power { get; init; } = 0.9;
}

public sealed record CamConfig
{
    public IReadOnlyList<double> Scales { get; init; } = [1.0, 0.5, 1.5];
    public bool Flip { get; init; } = true;
    public double HighThreshold { get; init; } = 0.70;
    public double LowThreshold { get; init; } = 0.25;

    /// <summary>Evaluation only: where no class reaches it, the label is background.</summary>
    public double BackgroundThreshold { get; init; } = 0.50;
}

/// <summary>Pixel-adaptive refinement of pseudo-labels; the defaults are the published ones, for images of 448 pixels.</summary>
public sealed record RefinementConfig
{
    /// <summary>How far the neighbours are, in pixels at half the image's resolution.</summary>
    public IReadOnlyList<int> Dilations { get; init; } = [1, 2, 4, 8, 12, 24];

    public int Steps { get; init; } = 10;
}

/// <summary>When things happen, in iterations.</summary>
public sealed record ScheduleConfig
{
    /// <summary>From here on the auxiliary CAMs label the patches that are contrasted; as released from the start.</summary>
    public int ContrastFrom { get; init; }

    /// <summary>Segmentation learns from CAM pseudo-labels from here on; before it the classifiers learn alone.</summary>
    public int SegmentationFrom { get; init; } = 2000;

    public int LogEvery { get; init; } = 1;
    public int EvaluateEvery { get; init; } = 2000;
    public int PreviewEvery { get; init; } = 2000;
    public int CheckpointEvery { get; init; } = 2000;

    /// <summary>How many validation images are shown as previews.</summary>
    public int PreviewImages { get; init; } = 4;
}
