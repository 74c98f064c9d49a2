using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>How segmentation logits of several scales become one.</summary>
public enum FusionRule
{
    /// <summary>The largest over scales, at the images' size (dupl.md §11.2, tools/eval_seg_voc.py).</summary>
    Max,

    /// <summary>The sum over scales, on the grid of scale 1 (dupl.md §11.3, tools/eval_seg_coco_ddp.py).</summary>
    Sum,
}

/// <summary>Logits of several scales, each with its mirrored image's, as one.</summary>
static class ScaleFusion
{
    /// <summary>The mean at one size, the mirrored ones put back (learning-pseudo-label.md §7). (1,K,height,width).</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> logits, long height, long width)
    {
        var aligned = logits.Select((l, i) =>
        {
            var resized = nn.functional.interpolate(l, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
            return i % 2 == 1 ? resized.flip(-1) : resized;
        });
        return cat([.. aligned], 0).mean([0], keepdim: true);
    }

    /// <summary>Runs a network at every scale; an image's logits and its mirrored image's, put back, are added before scales are fused.</summary>
    /// <param name="networks">Images (n,3,y,x) to logits (n,K,·,·) by the network's name.</param>
    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <returns>By network: (B,K,H,W) of <see cref="FusionRule.Max"/>, (B,K,h,w) of <see cref="FusionRule.Sum"/>; without gradient.</returns>
    public static IReadOnlyList<(string Network, Tensor Logits)> Run(
        Func<Tensor, IEnumerable<(string Network, Tensor Logits)>> networks,
        Tensor images, IReadOnlyList<double> scales, bool flip, FusionRule rule)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var fused = new List<(string Network, Tensor Logits)>();
        foreach (var scale in scales.OrderBy(s => s != 1)) // the original size first: its grid is the sum's
        {
            using var pass = NewDisposeScope();
            var all = networks(MultiScaleCam.Input(images, scale, flip)).ToArray();
            for (var i = 0; i < all.Length; i++)
            {
                var first = fused.Count == i;
                var size = rule == FusionRule.Max ? images : first ? all[i].Logits : fused[i].Logits;
                var one = Unmirrored(PseudoLabels.Resize(all[i].Logits, size.shape[2], size.shape[3]), flip);
                if (first)
                    fused.Add((all[i].Network, one.MoveToOuterDisposeScope()));
                else
                    fused[i] = (all[i].Network, Fuse(fused[i].Logits, one, rule).MoveToOuterDisposeScope());
            }
        }
        return [.. fused.Select(f => (f.Network, f.Logits.MoveToOuterDisposeScope()))];
    }

    static Tensor Fuse(Tensor one, Tensor other, FusionRule rule) => rule == FusionRule.Max ? maximum(one, other) : one + other;

    // (2B,K,h,w), the mirror images' after the others → (B,K,h,w)
    static Tensor Unmirrored(Tensor logits, bool flip)
    {
        if (!flip)
            return logits;
        var halves = logits.chunk(2, 0);
        return halves[0] + halves[1].flip(-1);
    }
}
