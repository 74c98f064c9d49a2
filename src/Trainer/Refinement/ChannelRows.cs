using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.Trainer.Refinement;

/// <summary>
/// (C,H,W) planes as one row of SIMD vectors a pixel, the last vector filled up: what lattice filtering wants, since a pixel's
/// channels then lie together in memory.
/// </summary>
static class ChannelRows
{
    /// <summary>Vectors a row of so many channels.</summary>
    public static int Width(int channels) => (channels + Vector<float>.Count - 1) / Vector<float>.Count;

    public static Vector<float>[] FromPlanes(float[] planes, int channels, float fill = 0)
    {
        var pixels = planes.Length / channels;
        var stride = Width(channels) * Vector<float>.Count;
        var rows = new Vector<float>[pixels * Width(channels)];
        PermutohedralLattice.InChunks(0, pixels, (from, to) =>
        {
            var values = MemoryMarshal.Cast<Vector<float>, float>(rows.AsSpan());
            for (var p = from; p < to; p++)
            {
                for (var c = 0; c < channels; c++)
                    values[p * stride + c] = planes[c * pixels + p];
                values[(p * stride + channels)..((p + 1) * stride)].Fill(fill);
            }
        });
        return rows;
    }

    public static float[] ToPlanes(Vector<float>[] rows, int channels)
    {
        var pixels = rows.Length / Width(channels);
        var stride = Width(channels) * Vector<float>.Count;
        var planes = new float[channels * pixels];
        PermutohedralLattice.InChunks(0, pixels, (from, to) =>
        {
            var values = MemoryMarshal.Cast<Vector<float>, float>(rows.AsSpan());
            for (var c = 0; c < channels; c++)
                for (var p = from; p < to; p++)
                    planes[c * pixels + p] = values[p * stride + c];
        });
        return planes;
    }
}
