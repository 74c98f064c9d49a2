using Platform.Trainer.Cams;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// ToCo's patch token contrast (Ru et al. 2023; model/losses.py get_masked_ptc_loss): tokens of the same label shall be alike, tokens
/// of different labels unlike. Half of (1 − mean |cos| of equal pairs) plus half of the mean |cos| of unequal pairs, each sum over the
/// whole batch divided by its number of pairs plus one. Without any pair it is 0.5.
/// </summary>
static class PatchTokenContrast
{
    const double NormEpsilon = 1e-8;

    /// <param name="features">(B,D,h,w); the gradient flows into these</param>
    /// <param name="labels">(B,h,w) int64; 255 takes no part</param>
    public static Tensor Of(Tensor features, Tensor labels)
    {
        var tokens = nn.functional.normalize(features.flatten(2), dim: 1, eps: NormEpsilon);  // (B,D,N)
        var likeness = tokens.transpose(1, 2).bmm(tokens).abs();                              // (B,N,N)
        var (equal, unequal) = Pairs(labels);
        return 0.5 * (1 - Mean(likeness, equal)) + 0.5 * Mean(likeness, unequal);
    }

    /// <summary>Which ordered pairs of tokens have one label and which have two: (B,N,N) each; a token and itself are no pair.</summary>
    internal static (Tensor Equal, Tensor Unequal) Pairs(Tensor labels)
    {
        var flat = labels.flatten(1);                                                          // (B,N)
        var known = flat != CamToLabel.Ignored;
        var self = eye(flat.shape[1], dtype: ScalarType.Bool, device: labels.device);
        var pairs = known.unsqueeze(1) & known.unsqueeze(2) & ~self;
        var same = flat.unsqueeze(1) == flat.unsqueeze(2);
        return (pairs & same, pairs & ~same);
    }

    static Tensor Mean(Tensor likeness, Tensor pairs) => (likeness * pairs).sum() / (pairs.sum() + 1);
}
