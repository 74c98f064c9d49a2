using Platform.Trainer.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>What soft-max Grad-CAM gives for one image of m labels; M texts, h × w patches.</summary>
/// <param name="Cams">(m,h,w) in [0,1], one map a label.</param>
/// <param name="Scores">(1,M) soft-max over the texts.</param>
/// <param name="Attention">The last block's, averaged over its heads, (1,1+N,1+N).</param>
/// <param name="Activation">ln_1 of the last block, (D,h,w).</param>
/// <param name="Gradients">(m,D,h,w) of each label's score with respect to it.</param>
sealed record GradCamResult(Tensor Cams, Tensor Scores, Tensor Attention, Tensor Activation, Tensor Gradients);

/// <summary>
/// Soft-max Grad-CAM on frozen CLIP (CLIP-ES; refined-pseudo-label.md §5): Y = ln_1 of the last block, p = softmax(s cos(image, texts)),
/// cam_k = minmax(relu(Σ_d Y_d mean(∂p_k/∂Y_d))). Nothing is learned: no gradient reaches a parameter.
/// </summary>
static class GradCam
{
    /// <param name="hidden">One image's tokens before the last block, (1,1+N,D).</param>
    /// <param name="texts">(M,E): the texts of its labels first, then the backgrounds.</param>
    /// <param name="labels">How many of the texts get a map.</param>
    /// <param name="grid">N = rows · columns.</param>
    public static GradCamResult Compute(Clip clip, Tensor hidden, Tensor texts, int labels, (long Rows, long Columns) grid)
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var tokens = hidden.detach();
        var target = clip.Image.LastBlock.Normalise(tokens).detach().requires_grad_();          // (1,1+N,D)
        var (scores, attention) = clip.Score(tokens, target, texts);                            // (1,M), (1,1+N,1+N)
        var gradients = Enumerable.Range(0, labels)
            .Select(k => ToMap(autograd.grad([scores[0, k]], [target], retain_graph: true)[0], grid)).ToArray();
        var activation = ToMap(target.detach(), grid);
        var gradient = stack(gradients);                                                        // (m,D,h,w)
        var weights = gradient.mean([2, 3], keepdim: true);
        var cams = MinMax(MinMax(nn.functional.relu((weights * activation).sum(1))));           // the original normalises twice
        return new(
            cams.MoveToOuterDisposeScope(), scores.detach().MoveToOuterDisposeScope(), attention.detach().MoveToOuterDisposeScope(),
            activation.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>(m - min)/(1e-7 + max(m - min)), each map of (…,h,w) alone.</summary>
    public static Tensor MinMax(Tensor maps)
    {
        var shifted = maps - maps.amin([-2, -1], keepdim: true);
        return shifted / (1e-7 + shifted.amax([-2, -1], keepdim: true));
    }

    // (1,1+N,D) → (D,h,w), the class token dropped
    static Tensor ToMap(Tensor tokens, (long Rows, long Columns) grid) =>
        tokens[0, 1..].transpose(0, 1).reshape(tokens.shape[2], grid.Rows, grid.Columns);
}
