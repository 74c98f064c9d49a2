using System.Numerics;
using Platform.Trainer.Data;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Fully connected CRF with Gaussian edge potentials, by mean field (Krähenbühl and Koltun, 2011). With U the unary energies, Potts
/// compatibility, and two kernels k, one over positions and one over positions and colours:
/// <c>Q0 = softmax(-U)</c>, then <c>Q = softmax(-U + Σ_k w_k N_k F_k(N_k Q))</c>, where F_k filters with kernel k (the pixel itself
/// included) and N_k = 1/sqrt(F_k(1) + 1e-20). Same order of work as pydensecrf 2723c7f, which all methods here were published with.
/// </summary>
public sealed class DenseCrf
{
    const float MinProbability = 1e-5f; // pydensecrf's clip
    const float FillEnergy = 1e30f; // of the channels that only fill up a vector: their probability is 0

    readonly (PermutohedralLattice Lattice, float Weight)[] _kernels;
    readonly DenseCrfOptions _options;

    /// <summary>Prepares the filters of one image; any number of label maps may be refined with them.</summary>
    public DenseCrf(RgbImage image, DenseCrfOptions options)
    {
        _options = options;
        var position = PermutohedralLattice.Build(PixelFeatures.Positions(image.Width, image.Height, options.PositionSigma), 2);
        var color = PermutohedralLattice.Build(PixelFeatures.Colors(image, options.ColorPositionSigma, options.ColorSigma), 5);
        position.NormalizeSymmetrically();
        color.NormalizeSymmetrically();
        _kernels = [(position, options.PositionWeight), (color, options.ColorWeight)];
    }

    /// <summary>(C,H,W) probabilities to (C,H,W) refined ones; U = -log(clip(p, 1e-5, 1)).</summary>
    public float[] Refine(float[] probabilities, int classes)
    {
        var energies = new float[probabilities.Length];
        for (var i = 0; i < energies.Length; i++)
            energies[i] = -MathF.Log(Math.Clamp(probabilities[i], MinProbability, 1));
        return MeanField(energies, classes);
    }

    /// <summary>(H,W) labels to (C,H,W); each has probability <paramref name="trust"/>, the other classes share the rest.</summary>
    public float[] RefineLabels(ReadOnlySpan<byte> labels, int classes, float trust = 0.7f)
    {
        var energies = new float[labels.Length * classes];
        Array.Fill(energies, -MathF.Log((1 - trust) / (classes - 1)));
        for (var p = 0; p < labels.Length; p++)
            energies[labels[p] * labels.Length + p] = -MathF.Log(trust);
        return MeanField(energies, classes);
    }

    float[] MeanField(float[] energies, int classes)
    {
        var width = ChannelRows.Width(classes);
        var unary = ChannelRows.FromPlanes(energies, classes, FillEnergy);
        var q = new Vector<float>[unary.Length];
        var buffers = Array.ConvertAll(_kernels, k => new LatticeBuffers(k.Lattice.VertexCount, width));

        UpdateRows(unary, q, width, []);
        for (var iteration = 0; iteration < _options.Iterations; iteration++)
        {
            for (var k = 0; k < _kernels.Length; k++)
            {
                _kernels[k].Lattice.Splat(q, buffers[k]);
                _kernels[k].Lattice.Blur(buffers[k]);
            }
            UpdateRows(unary, q, width, buffers);
        }
        return ChannelRows.ToPlanes(q, classes);
    }

    /// <summary>Q = softmax(-U + what the kernels' buffers hold).</summary>
    void UpdateRows(Vector<float>[] unary, Vector<float>[] q, int width, LatticeBuffers[] buffers) =>
        PermutohedralLattice.InChunks(0, unary.Length / width, (from, to) =>
        {
            for (var p = from; p < to; p++)
            {
                var row = q.AsSpan(p * width, width);
                for (var r = 0; r < width; r++)
                    row[r] = -unary[p * width + r];
                for (var k = 0; k < buffers.Length; k++)
                    _kernels[k].Lattice.Slice(p, buffers[k], _kernels[k].Weight, row);
                Softmax(row);
            }
        });

    static void Softmax(Span<Vector<float>> row)
    {
        var highest = row[0];
        foreach (var vector in row[1..])
            highest = Vector.Max(highest, vector);
        var max = highest[0];
        for (var lane = 1; lane < Vector<float>.Count; lane++)
            max = Math.Max(max, highest[lane]);

        var sum = Vector<float>.Zero;
        for (var r = 0; r < row.Length; r++)
            sum += row[r] = Vector.Exp(row[r] - new Vector<float>(max));
        var scale = 1 / Vector.Sum(sum);
        for (var r = 0; r < row.Length; r++)
            row[r] *= scale;
    }
}
