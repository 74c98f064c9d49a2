using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// What CoSA's assignment network says of a batch, fused over scales and mirror images (cosa.md §3): CAMs as <see cref="MultiScaleCam"/>
/// has them; segmentation logits summed, not averaged, over scales and both images.
/// </summary>
/// <param name="Cam">(B,C,H,W) in [0,1).</param>
/// <param name="Auxiliary">(B,C,H,W) in [0,1).</param>
/// <param name="Segmentation">(B,K,H,W).</param>
public sealed record AssignmentMaps(Tensor Cam, Tensor Auxiliary, Tensor Segmentation)
{
    /// <param name="network">Images (2B,3,y,x) → raw CAM, raw auxiliary CAM, logits.</param>
    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <param name="allAuxiliaryScales">Off: the auxiliary CAM is the last scale's alone, as released.</param>
    public static AssignmentMaps Compute(
        Func<Tensor, (Tensor Cam, Tensor Auxiliary, Tensor Segmentation)> network, Tensor images, IReadOnlyList<double> scales,
        bool allAuxiliaryScales = false)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        Tensor? cams = null, auxiliaries = null, logits = null;
        foreach (var scale in scales)
        {
            var (cam, auxiliary, segmentation) = network(MultiScaleCam.Input(images, scale, flip: true));
            cams = Add(cams, MultiScaleCam.Fuse(cam, images, flip: true));
            auxiliaries = Add(allAuxiliaryScales ? auxiliaries : null, MultiScaleCam.Fuse(auxiliary, images, flip: true));
            var halves = PseudoLabels.Resize(segmentation, images.shape[2], images.shape[3]).chunk(2, 0);
            logits = Add(logits, halves[0] + halves[1].flip(-1));
        }
        return new(
            MultiScaleCam.Normalise(cams!).MoveToOuterDisposeScope(),
            MultiScaleCam.Normalise(auxiliaries!).MoveToOuterDisposeScope(),
            logits!.MoveToOuterDisposeScope());
    }

    static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;
}
