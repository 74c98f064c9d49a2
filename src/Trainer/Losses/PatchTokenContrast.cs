using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Patch-token contrast (ToCo; dupl.md §8.2): tokens of one label are to be alike, tokens of different labels unlike. Pairs with an
/// ignored token, and a token with itself, do not count.
/// </summary>
public static class PatchTokenContrast
{
    const int Ignored = 255;

    /// <param name="features">(B,D,h,w); the gradient flows here.</param>
    /// <param name="labels">(B,h,w) int64.</param>
    public static Tensor Of(Tensor features, Tensor labels) => Masked(features, Affinity(labels));

    /// <summary>
    /// The auxiliary CAM as labels of patches, (B,h,w) int64. As released the box stays in pixels there, which takes most moved crops
    /// out of the contrast altogether (dupl.md §3.3).
    /// </summary>
    /// <param name="features">(B,D,h,w): the patches.</param>
    /// <param name="auxiliaryCam">(B,C,H,W), all classes.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1 in pixels.</param>
    /// <param name="high">(B).</param>
    /// <param name="scaledBox">Whether the box counts in patches.</param>
    public static Tensor Labels(Tensor features, Tensor auxiliaryCam, Tensor tags, int[] boxes, Tensor high, double low, bool scaledBox)
    {
        var small = PseudoLabels.Resize(auxiliaryCam, features.shape[2], features.shape[3]);
        var stride = scaledBox ? (int)(auxiliaryCam.shape[2] / features.shape[2]) : 1;
        return CamToLabel.Train(CamToLabel.Valid(small, tags), high, low, Array.ConvertAll(boxes, side => side / stride));
    }

    /// <param name="affinity">(B,n,n) int64: 1 equal labels, 0 different ones, 255 not counted.</param>
    public static Tensor Masked(Tensor features, Tensor affinity)
    {
        var tokens = features.flatten(2);                                           // (B,D,n)
        tokens = tokens / tokens.norm(1, keepdim: true, p: 2f).clamp_min(1e-8);
        var similarity = matmul(tokens.transpose(1, 2), tokens).abs();              // (B,n,n)
        return 0.5 * (1 - Mean(similarity, affinity == 1)) + 0.5 * Mean(similarity, affinity == 0);
    }

    /// <summary>(B,h,w) labels → (B,n,n).</summary>
    public static Tensor Affinity(Tensor labels)
    {
        var flat = labels.flatten(1);                                               // (B,n)
        var (row, column) = (flat.unsqueeze(2), flat.unsqueeze(1));
        var ignored = (row == Ignored).logical_or(column == Ignored)
            .logical_or(eye(flat.shape[1], dtype: ScalarType.Bool, device: flat.device));
        return (row == column).to(ScalarType.Int64).masked_fill(ignored, Ignored);
    }

    static Tensor Mean(Tensor similarity, Tensor where)
    {
        var weight = where.to(similarity.dtype);
        return (similarity * weight).sum() / (weight.sum() + 1);
    }
}
