using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Multi-label soft margin: mean over images and classes of −[y log σ(x) + (1−y) log σ(−x)].</summary>
static class ImageClassification
{
    /// <param name="logits">(B,C)</param>
    /// <param name="tags">(B,C)</param>
    public static Tensor Of(Tensor logits, Tensor tags) => nn.functional.multilabel_soft_margin_loss(logits, tags);
}
