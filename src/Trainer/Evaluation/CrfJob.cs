using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Evaluation;

/// <summary>One image's probabilities (K,H,W) on their way through the dense CRF.</summary>
sealed record CrfJob(int Index, string Network, RgbImage Image, LabelMask Mask, float[] Probabilities, int Classes)
{
    /// <summary>The labels after it, row-major; of equal ones the first.</summary>
    public byte[] Refine(DenseCrfOptions options)
    {
        var refined = new DenseCrf(Image, options).Refine(Probabilities, Classes);
        var labels = new byte[Mask.Pixels.Length];
        for (var p = 0; p < labels.Length; p++)
            for (var c = 1; c < Classes; c++)
                if (refined[c * labels.Length + p] > refined[labels[p] * labels.Length + p])
                    labels[p] = (byte)c;
        return labels;
    }
}
