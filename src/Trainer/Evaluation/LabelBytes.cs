using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Label maps out of tensors.</summary>
static class LabelBytes
{
    /// <summary>Any integer tensor of labels 0 … 255 as bytes, row-major.</summary>
    public static byte[] Of(Tensor labels) => labels.to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();

    /// <summary>Scores (B,·,h,w), each image's resized to its own mask before they become labels; those of one size at once.</summary>
    public static IReadOnlyList<byte[]> Resized(Tensor scores, IReadOnlyList<LabelMask> masks, Func<Tensor, Tensor> label)
    {
        var images = new List<byte[]>(masks.Count);
        for (int from = 0, to; from < masks.Count; from = to)
        {
            for (to = from + 1; to < masks.Count && SameSize(masks[from], masks[to]);)
                to++;
            using var scope = NewDisposeScope();
            var labels = Of(label(PseudoLabels.Resize(scores[from..to], masks[from].Height, masks[from].Width)));   // (n,H,W)
            images.AddRange(labels.Chunk(masks[from].Pixels.Length));
        }
        return images;
    }

    static bool SameSize(LabelMask one, LabelMask other) => (one.Width, one.Height) == (other.Width, other.Height);
}
