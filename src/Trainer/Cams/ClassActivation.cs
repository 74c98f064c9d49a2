using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>A 1×1 classifier without bias over features, read in two ways (dupl.md §1.1, §3.1).</summary>
public static class ClassActivation
{
    /// <summary>At every cell: raw activation maps (B,C,h,w).</summary>
    /// <param name="features">(B,D,h,w).</param>
    /// <param name="weight">(C,D,1,1).</param>
    public static Tensor Map(Tensor features, Tensor weight) => nn.functional.conv2d(features, weight);

    /// <summary>On the global maximum of every channel: image-level logits (B,C).</summary>
    public static Tensor Scores(Tensor features, Tensor weight) =>
        nn.functional.conv2d(features.amax([2, 3], keepdim: true), weight).flatten(1);
}
