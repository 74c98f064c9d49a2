using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.Trainer.Refinement;

/// <summary>Products of dense row-major n × n matrices on plain arrays, on all processors.</summary>
static class SquareMatrix
{
    const int Block = 256; // columns at a time: this many floats of a row stay in the nearest cache

    public static float[] Multiply(float[] left, float[] right, int n)
    {
        var product = new float[n * n];
        Parallel.For(0, n, row =>
        {
            for (var from = 0; from < n; from += Block)
            {
                var width = Math.Min(Block, n - from);
                var target = product.AsSpan(row * n + from, width);
                for (var k = 0; k < n; k++)
                    AddScaled(right.AsSpan(k * n + from, width), left[row * n + k], target);
            }
        });
        return product;
    }

    /// <summary>A row vector times a matrix.</summary>
    public static void RowTimes(ReadOnlySpan<float> row, float[] matrix, int n, Span<float> result)
    {
        result.Clear();
        for (var k = 0; k < n; k++)
            AddScaled(matrix.AsSpan(k * n, n), row[k], result);
    }

    static void AddScaled(ReadOnlySpan<float> values, float factor, Span<float> target)
    {
        if (factor == 0) // transition matrices are sparse before they are squared
            return;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += vectors[i] * factor;
        for (var i = sums.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += values[i] * factor;
    }
}
