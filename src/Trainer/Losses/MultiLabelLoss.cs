using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Multi-label soft margin: mean over images and classes of −[y log σ(x) + (1−y) log(1−σ(x))] (dupl.md §8.1).</summary>
public static class MultiLabelLoss
{
    /// <param name="logits">(B,C).</param>
    /// <param name="tags">(B,C) of 0 and 1.</param>
    public static Tensor Of(Tensor logits, Tensor tags) => nn.functional.multilabel_soft_margin_loss(logits, tags);
}
