namespace Platform.Trainer;

public sealed record DatasetConfig
{
    /// <summary>"voc", "coco" or "shapes", which is generated first where its folder is missing. docs/datasets.md has the layouts.</summary>
    public required string Kind { get; init; }

    /// <summary>The dataset's folder, relative to the data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the masks are; "SegmentationClassAug" for VOC with the extra annotations of SBD.</summary>
    public string MaskFolder { get; init; } = "SegmentationClass";

    /// <summary>Image-level labels, relative to the dataset's folder; absent: the classes of the masks.</summary>
    public string? LabelFile { get; init; }

    public string TrainSplit { get; init; } = "train";
    public string ValidationSplit { get; init; } = "val";
    public int CropSize { get; init; } = 448;
    public int BatchSize { get; init; } = 4;

    /// <summary>Threads that make batches; 0: one less than the machine has cores, at most 8. Changes no result.</summary>
    public int Workers { get; init; }

    public double MinScale { get; init; } = 0.5;
    public double MaxScale { get; init; } = 2.0;
    public bool Flip { get; init; } = true;

    /// <summary>As DuPL released it for COCO: the crop is mirrored again with probability 1/2, and its box is not.</summary>
    public bool SecondFlip { get; init; }

    public ColorJitterConfig ColorJitter { get; init; } = new();

    /// <summary>Probability of three equal channels.</summary>
    public double Grayscale { get; init; } = 0.2;

    public BlurConfig Blur { get; init; } = new();
    public ShapesConfig Shapes { get; init; } = new();
}

/// <summary>Brightness, contrast and saturation by factors within 1 ± value, hue by a part of the circle within ± value, in random order.</summary>
public sealed record ColorJitterConfig
{
    /// <summary>Of being applied; 0 is off.</summary>
    public double Probability { get; init; } = 0.8;

    public double Brightness { get; init; } = 0.4;
    public double Contrast { get; init; } = 0.4;
    public double Saturation { get; init; } = 0.2;
    public double Hue { get; init; } = 0.1;
}

/// <summary>Gaussian blur of a radius drawn uniformly, in pixels.</summary>
public sealed record BlurConfig
{
    /// <summary>Of being applied; 0 is off.</summary>
    public double Probability { get; init; } = 1;

    public double MinRadius { get; init; } = 0.1;
    public double MaxRadius { get; init; } = 2.0;
}

/// <summary>How the Shapes dataset is generated; the folder remembers it, and a different one is an error.</summary>
public sealed record ShapesConfig
{
    public int Seed { get; init; } = 1;
    public int Size { get; init; } = 64;
    public int Classes { get; init; } = 6;
    public int TrainImages { get; init; } = 2000;
    public int ValidationImages { get; init; } = 300;

    /// <summary>Least radius of an object, as a share of the picture's side.</summary>
    public double MinRadius { get; init; } = 0.22;

    public double MaxRadius { get; init; } = 0.40;

    /// <summary>How far a body's tint tells its class: 1, each class has its own; 0, all have one.</summary>
    public double OwnTint { get; init; } = 1;

    /// <summary>Share of images whose background goes with one of their classes.</summary>
    public double BackgroundTie { get; init; } = 0.7;
}
