using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Affinity of cells from features, <c>A = σ(Fᵀ F)</c>, taught by which cells have one label (WeCLIP+, utils/losses.py get_aff_loss;
/// refined-pseudo-label.md §7): <c>½ Σ_same (1-A)/(#same+1) + ½ Σ_other A/(#other+1)</c>. A cell and itself count.
/// </summary>
static class AttentionAffinity
{
    const int Ignored = 255;

    /// <summary>Features (B,D,n) → (B,n,n).</summary>
    public static Tensor Predict(Tensor features) => matmul(features.transpose(1, 2), features).sigmoid();

    /// <summary>1 for cells at most the radius apart in rows and in columns, (h w, h w).</summary>
    public static Tensor Window(long height, long width, int radius)
    {
        var cell = arange(height * width, dtype: ScalarType.Int64);
        var (row, column) = (cell.div(width, RoundingMode.floor), cell.remainder(width));
        var near = (row.unsqueeze(1) - row.unsqueeze(0)).abs() <= radius;
        return near.logical_and((column.unsqueeze(1) - column.unsqueeze(0)).abs() <= radius).to(ScalarType.Float32);
    }

    /// <summary>Labels (B,H,W), nearest at the cells, as (B,n,n): 1 equal, 0 different, 255 not counted.</summary>
    /// <param name="window">(n,n) of <see cref="Window"/>.</param>
    public static Tensor Labels(Tensor labels, long height, long width, Tensor window)
    {
        var small = nn.functional.interpolate(
            labels.unsqueeze(1).to(ScalarType.Float32), [height, width], mode: InterpolationMode.Nearest).flatten(1); // (B,n)
        var (row, column) = (small.unsqueeze(2), small.unsqueeze(1));
        var skipped = (row == Ignored).logical_or(column == Ignored).logical_or((window == 0).unsqueeze(0));
        return (row == column).to(ScalarType.Int64).masked_fill(skipped, Ignored);
    }

    /// <returns>The loss and the two denominators.</returns>
    public static (Tensor Loss, Tensor Same, Tensor Other) Of(Tensor affinity, Tensor labels)
    {
        var (same, other) = ((labels == 1).to(affinity.dtype), (labels == 0).to(affinity.dtype));
        var (sameCount, otherCount) = (same.sum() + 1, other.sum() + 1);
        return (0.5 * ((1 - affinity) * same).sum() / sameCount + 0.5 * (affinity * other).sum() / otherCount, sameCount, otherCount);
    }
}
