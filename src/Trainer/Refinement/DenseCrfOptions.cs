namespace Platform.Trainer.Refinement;

/// <summary>
/// Strength and widths of a dense CRF. Positions are in pixels, colours in 0..255. The defaults are DuPL's (utils/dcrf.py); the other
/// methods' published settings are named below.
/// </summary>
public sealed record DenseCrfOptions
{
    public int Iterations { get; init; } = 10;
    public float PositionSigma { get; init; } = 1;
    public float PositionWeight { get; init; } = 1;
    public float ColorPositionSigma { get; init; } = 121;
    public float ColorSigma { get; init; } = 5;
    public float ColorWeight { get; init; } = 4;

    public static DenseCrfOptions DuPL { get; } = new();

    /// <summary>lib/utils/DenseCRF.py.</summary>
    public static DenseCrfOptions LearningPseudoLabel { get; } =
        new() { Iterations = 1, PositionSigma = 3, PositionWeight = 3, ColorPositionSigma = 32, ColorSigma = 13, ColorWeight = 10 };

    /// <summary>WeCLIP+ on VOC.</summary>
    public static DenseCrfOptions WeClip { get; } =
        new() { PositionSigma = 3, PositionWeight = 3, ColorPositionSigma = 64, ColorSigma = 5, ColorWeight = 4 };

    /// <summary>crf_inference of WeCLIP's utils/dcrf.py.</summary>
    public static DenseCrfOptions WeClipInference { get; } =
        new() { Iterations = 5, PositionSigma = 3, PositionWeight = 3, ColorPositionSigma = 80, ColorSigma = 13, ColorWeight = 10 };

    /// <summary>crf_inference_label of the same file, for <see cref="DenseCrf.RefineLabels"/>.</summary>
    public static DenseCrfOptions WeClipLabels { get; } =
        new() { PositionSigma = 3, PositionWeight = 3, ColorPositionSigma = 50, ColorSigma = 5, ColorWeight = 10 };
}
