using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>What becomes of the cosine: <c>1 + cos</c> as released, <c>-log(1 - cos)</c> as in the paper's equation 2.</summary>
public enum DiscrepancyForm
{
    Code,
    Paper,
}

/// <summary>Over which axis the cosine runs: all cells of a channel (as released), all channels of a cell, or the whole map.</summary>
public enum DiscrepancyAxis
{
    Spatial,
    Channel,
    Whole,
}

/// <summary>
/// Keeps two students apart (DuPL, equations 2 and 3; train_final_voc.py; dupl.md §8.6): the mean of D over images and the other axis,
/// each student pushed away from where the other one stands: <c>D(sg f₁, f₂) + D(sg f₂, f₁)</c>.
/// </summary>
public static class Discrepancy
{
    const double LeastNorm = 1e-6;
    const double LeastGap = 1e-6; // students that start alike would be infinitely wrong in the paper's form

    /// <param name="first">(B,D,h,w).</param>
    /// <param name="second">(B,D,h,w).</param>
    public static Tensor Of(
        Tensor first, Tensor second, DiscrepancyForm form = DiscrepancyForm.Code, DiscrepancyAxis axis = DiscrepancyAxis.Spatial) =>
        Directed(first, second, form, axis) + Directed(second, first, form, axis);

    /// <summary>One half: the gradient flows into <paramref name="moving"/> alone.</summary>
    public static Tensor Directed(
        Tensor anchor, Tensor moving, DiscrepancyForm form = DiscrepancyForm.Code, DiscrepancyAxis axis = DiscrepancyAxis.Spatial)
    {
        var cosine = nn.functional.cosine_similarity(Rows(anchor.detach(), axis), Rows(moving, axis), dim: -1, eps: LeastNorm);
        return form == DiscrepancyForm.Code
            ? 1 + cosine.mean()
            : -(1 - cosine).clamp_min(LeastGap).log().mean();
    }

    // the vectors that are compared, in the last dimension
    static Tensor Rows(Tensor map, DiscrepancyAxis axis) => axis switch
    {
        DiscrepancyAxis.Spatial => map.flatten(2),                                  // (B,D,n)
        DiscrepancyAxis.Channel => map.flatten(2).transpose(1, 2),                  // (B,n,D)
        _ => map.flatten(1),                                                        // (B,D·n)
    };
}
