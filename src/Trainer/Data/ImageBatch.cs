namespace Platform.Trainer.Data;

/// <summary>
/// What the loader hands to training: plain arrays, made off the training thread, without a tensor among them.
/// B images of H × W, C foreground classes.
/// </summary>
public sealed record ImageBatch
{
    public required IReadOnlyList<string> Ids { get; init; }
    public required int Height { get; init; }
    public required int Width { get; init; }
    public required int ClassCount { get; init; }

    /// <summary>(B,3,H,W), normalised with the ImageNet mean and standard deviation.</summary>
    public required float[] Images { get; init; }

    /// <summary>(B,3,H,W), the strong views (<see cref="StrongView"/>): of <see cref="Images"/>, mirrored; null unless asked for.</summary>
    public float[]? Strong { get; init; }

    /// <summary>(B,3,H,W), the same crops as <see cref="Images"/> in colours of their own; null unless asked for.</summary>
    public float[]? Second { get; init; }

    /// <summary>(B,C), 1 where the class is in the image: the only labels training may see.</summary>
    public required float[] Tags { get; init; }

    /// <summary>(B,4): y0, y1, x0, x1 of the part of the crop that holds image, ends exclusive.</summary>
    public required int[] Boxes { get; init; }

    /// <summary>(B,H,W) true masks; read by evaluation and by the fully supervised bound, by nothing else.</summary>
    public required byte[] Masks { get; init; }
}
