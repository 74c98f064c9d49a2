using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>What a ViT makes of images: a grid of <paramref name="Height"/> × <paramref name="Width"/> tokens, row by row.</summary>
/// <param name="ClassToken">(B,D), normalised</param>
/// <param name="Patches">(B,h·w,D), normalised</param>
/// <param name="Auxiliary">(B,h·w,D) of an earlier block, not normalised</param>
sealed record VitFeatures(Tensor ClassToken, Tensor Patches, Tensor Auxiliary, long Height, long Width)
{
    /// <summary>(B,D,h,w)</summary>
    public Tensor PatchMap => Map(Patches);

    /// <summary>(B,D,h,w)</summary>
    public Tensor AuxiliaryMap => Map(Auxiliary);

    Tensor Map(Tensor tokens) => tokens.transpose(1, 2).reshape(tokens.shape[0], tokens.shape[2], Height, Width);
}
