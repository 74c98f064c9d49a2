using System.Numerics;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Losses;

/// <summary>The energy of one image and its gradient with respect to the (K,h,w) probabilities.</summary>
sealed record DenseEnergy(double Value, float[] Gradient);

/// <summary>
/// The gated dense energy of CoSA (utils/seg_helper.py DenseEnergyLossFunction, utils/bilateralfilter), on one image of h × w pixels.
/// With S the probabilities, R 1 inside the image's box and 0 outside, Y the label: <c>G = max(R - max_k S_k, 0)</c>, but 1 where Y = 255;
/// <c>A = G F(S R)</c> with F the bilateral filter of this image, without normalisation; <c>value = -Σ S R A</c>. The gradient is defined,
/// not derived, as <c>-2 A R</c>: the gate counts as constant and the filter as symmetric. Weight and batch mean are the caller's.
/// </summary>
sealed class DenseEnergyFilter
{
    const byte Ignored = Evaluation.ConfusionMatrix.Ignored;

    readonly PermutohedralLattice _lattice;
    readonly int _pixels;

    /// <summary>Image (3,h,w) in 0..255, not rounded; sigmas in pixels and in colour steps.</summary>
    public DenseEnergyFilter(ReadOnlySpan<float> image, int width, int height, float positionSigma, float colorSigma)
    {
        _pixels = width * height;
        _lattice = PermutohedralLattice.Build(PixelFeatures.Colors(image, width, height, positionSigma, colorSigma), 5);
    }

    /// <summary>(K,h,w) planes to (K,h,w), each filtered.</summary>
    public float[] Filter(float[] planes)
    {
        var channels = planes.Length / _pixels;
        var width = ChannelRows.Width(channels);
        var rows = ChannelRows.FromPlanes(planes, channels);
        var buffers = new LatticeBuffers(_lattice.VertexCount, width);
        _lattice.Splat(rows, buffers);
        _lattice.Blur(buffers);
        Array.Clear(rows);
        PermutohedralLattice.InChunks(0, _pixels, (from, to) =>
        {
            for (var p = from; p < to; p++)
                _lattice.Slice(p, buffers, 1, rows.AsSpan(p * width, width));
        });
        return ChannelRows.ToPlanes(rows, channels);
    }

    /// <summary>Probabilities (K,h,w); inside (h,w) of 0 and 1; labels (h,w).</summary>
    public DenseEnergy Evaluate(float[] probabilities, ReadOnlySpan<byte> inside, ReadOnlySpan<byte> labels)
    {
        var masked = new float[probabilities.Length];
        for (var i = 0; i < masked.Length; i++)
            masked[i] = probabilities[i] * inside[i % _pixels];
        var gradient = Filter(masked);
        var value = 0.0;
        for (var p = 0; p < _pixels; p++)
        {
            var gate = Gate(probabilities, p, inside[p], labels[p]);
            for (var i = p; i < gradient.Length; i += _pixels)
            {
                var gated = gate * gradient[i];
                value -= (double)masked[i] * gated;
                gradient[i] = -2 * gated * inside[p];
            }
        }
        return new DenseEnergy(value, gradient);
    }

    float Gate(float[] probabilities, int pixel, byte inside, byte label)
    {
        if (label == Ignored)
            return 1;
        var max = 0f;
        for (var i = pixel; i < probabilities.Length; i += _pixels)
            max = Math.Max(max, probabilities[i]);
        return Math.Max(inside - max, 0);
    }
}
