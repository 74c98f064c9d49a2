namespace Platform.Trainer.Backbones;

/// <summary>Sizes of a CLIP model (refined-pseudo-label.md §2.1); those that are not given are ViT-B/16's.</summary>
sealed record ClipConfig
{
    public static readonly ClipConfig B16 = new();

    public static readonly ClipConfig L14 = new()
    {
        Patch = 14, Grid = 16, Width = 1024, Layers = 24, EmbeddingDim = 768, TextWidth = 768, TextHeads = 12, LogitScaleDivisor = 4,
    };

    public int Patch { get; init; } = 16;

    /// <summary>Side of the grid the position embedding is made for; other sizes are interpolated.</summary>
    public int Grid { get; init; } = 14;

    public int Width { get; init; } = 768;
    public int Layers { get; init; } = 12;

    /// <summary>Of the space that images and texts share.</summary>
    public int EmbeddingDim { get; init; } = 512;

    public int ContextLength { get; init; } = ClipTokenizer.ContextLength;
    public int Vocabulary { get; init; } = 49408;
    public int TextWidth { get; init; } = 512;
    public int TextHeads { get; init; } = 8;
    public int TextLayers { get; init; } = 12;

    /// <summary>What soft-max Grad-CAM divides the learned logit scale by (§5).</summary>
    public double LogitScaleDivisor { get; init; } = 1;

    /// <summary>Heads of 64 dimensions, as in all published models.</summary>
    public int Heads => Width / 64;
}
