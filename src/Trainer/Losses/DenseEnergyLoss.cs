using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Strength, widths (pixels of the full image, colour steps) and scale of the dense energy.</summary>
sealed record DenseEnergyOptions
{
    public double Weight { get; init; } = 1e-7;
    public float ColorSigma { get; init; } = 15;
    public float PositionSigma { get; init; } = 100;
    public double Scale { get; init; } = 0.5;
}

/// <summary>
/// CoSA's dense energy regulariser on a batch (cosa.md §6, utils/seg_helper.py get_energy_loss): <c>-w/B Σ S A</c> of
/// <see cref="DenseEnergyFilter"/>, on softmaxed logits, images, boxes and labels at a reduced size. The filter runs on the CPU.
/// </summary>
static class DenseEnergyLoss
{
    /// <param name="logits">(B,K,H,W); the gradient flows here.</param>
    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <param name="labels">(B,H,W) int64.</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1.</param>
    public static Tensor Of(Tensor logits, Tensor images, Tensor labels, int[] boxes, DenseEnergyOptions options)
    {
        var (batch, classes) = ((int)logits.shape[0], (int)logits.shape[1]);
        var (height, width) = ((int)(logits.shape[2] * options.Scale), (int)(logits.shape[3] * options.Scale));
        var scores = PseudoLabels.Resize(logits.softmax(1), height, width);         // (B,K,h,w)
        var (value, gradient) = (0.0, new List<float>());
        using (no_grad())
        {
            var inside = (CamToLabel.Inside(zeros_like(labels), boxes) == 0).to(ScalarType.Float32);
            var insides = LabelBytes.Of(Nearest(inside.unsqueeze(1), height, width));
            var small = LabelBytes.Of(Nearest(labels.unsqueeze(1).to(ScalarType.Float32), height, width));
            var pictures = Floats(Pictures(images, height, width));
            var probabilities = Floats(scores);
            var area = height * width;
            for (var b = 0; b < batch; b++)
            {
                var filter = new DenseEnergyFilter(
                    pictures.AsSpan(b * 3 * area, 3 * area), width, height, (float)(options.PositionSigma * options.Scale), options.ColorSigma);
                var energy = filter.Evaluate(
                    probabilities[(b * classes * area)..((b + 1) * classes * area)], insides.AsSpan(b * area, area), small.AsSpan(b * area, area));
                value += energy.Value;
                gradient.AddRange(energy.Gradient);
            }
        }
        // the gradient is given, not derived: a product that has it, minus that product's value
        var carrier = (scores * tensor(gradient.ToArray(), scores.shape).to(scores.device)).sum();
        return (carrier - carrier.detach() + value) * (options.Weight / batch);
    }

    /// <summary>Images (B,3,H,W) as 0 … 255, not rounded, every so many pixels: (B,3,h,w).</summary>
    internal static Tensor Pictures(Tensor images, int height, int width)
    {
        var mean = tensor(Normalization.ByteMean, [1, 3, 1, 1]).to(images.device);
        var deviation = tensor(Normalization.ByteDeviation, [1, 3, 1, 1]).to(images.device);
        return Nearest(images * deviation + mean, height, width);
    }

    static Tensor Nearest(Tensor x, int height, int width) => nn.functional.interpolate(x, [height, width], mode: InterpolationMode.Nearest);

    static float[] Floats(Tensor x) => x.detach().cpu().contiguous().data<float>().ToArray();
}
