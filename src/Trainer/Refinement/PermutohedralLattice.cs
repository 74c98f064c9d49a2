using System.Collections.Concurrent;
using System.Numerics;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Gaussian filtering of values that belong to points of a feature space, in time linear in the points: splat onto the vertices of a
/// permutohedral lattice, blur there along each of the d+1 axes, slice back. A value is a row of <c>width</c> SIMD vectors.
/// Every sum runs in one fixed order, so results do not depend on the number of threads.
/// </summary>
sealed class PermutohedralLattice
{
    const int ChunkSize = 2048; // points or vertices a thread takes at once

    readonly int _corners; // d+1 a point
    readonly int _points;
    readonly int[] _vertexOf; // (points, corners), from 1: row 0 stands for all missing vertices and stays zero
    readonly float[] _sliceWeights; // (points, corners), 1/(1+2^-d) included
    readonly int[] _starts; // (vertices + 2): where the entries of vertex v begin; vertex 0 has none
    readonly int[] _splatPoints; // by vertex, ascending within
    readonly float[] _splatWeights;
    readonly int[] _neighbours; // (axes, vertices + 1, 2), 0 where missing

    PermutohedralLattice(int points, int dimensions, LatticeKeys keys, int[] vertexOf, float[] weights)
    {
        _points = points;
        _corners = dimensions + 1;
        _vertexOf = vertexOf;
        VertexCount = keys.Count;
        (_starts, _splatPoints, _splatWeights) = ByVertex(vertexOf, weights, _corners, keys.Count);
        _neighbours = FindNeighbours(keys, dimensions);
        _sliceWeights = weights;
        Scale(_sliceWeights, 1 / (1 + MathF.Pow(2, -dimensions)));
    }

    /// <summary>How many vertices hold a point; a buffer of values on the lattice has one row more.</summary>
    public int VertexCount { get; }

    /// <summary>The lattice under (points, d) features, each already divided by its standard deviation.</summary>
    public static PermutohedralLattice Build(float[] features, int dimensions)
    {
        var points = features.Length / dimensions;
        var corners = dimensions + 1;
        var embedding = new LatticeEmbedding(dimensions);
        var cornerKeys = new UInt128[points * corners];
        var weights = new float[points * corners];
        InChunks(0, points, (from, to) =>
        {
            for (var p = from; p < to; p++)
                embedding.Embed(
                    features.AsSpan(p * dimensions, dimensions),
                    cornerKeys.AsSpan(p * corners, corners), weights.AsSpan(p * corners, corners));
        });

        var keys = new LatticeKeys();
        var vertexOf = new int[cornerKeys.Length];
        for (var i = 0; i < cornerKeys.Length; i++)
            vertexOf[i] = i >= corners && cornerKeys[i] == cornerKeys[i - corners]
                ? vertexOf[i - corners] // neighbouring pixels mostly share their corners
                : keys.Intern(cornerKeys[i]);
        return new PermutohedralLattice(points, dimensions, keys, vertexOf, weights);
    }

    /// <summary>
    /// From here on the filter F is N F N with N = 1/sqrt(F(1) + 1e-20), the symmetric normalisation of the published CRF library.
    /// </summary>
    public void NormalizeSymmetrically()
    {
        var ones = new Vector<float>[_points];
        Array.Fill(ones, Vector<float>.One);
        var buffers = new LatticeBuffers(VertexCount, width: 1);
        Splat(ones, buffers);
        Blur(buffers);
        var scale = new float[_points];
        InChunks(0, _points, (from, to) =>
        {
            for (var p = from; p < to; p++)
            {
                Vector<float> mass = default;
                Slice(p, buffers, 1, new Span<Vector<float>>(ref mass));
                scale[p] = (float)(1 / Math.Sqrt(mass[0] + 1e-20f));
            }
        });
        for (var i = 0; i < _splatWeights.Length; i++)
            _splatWeights[i] *= scale[_splatPoints[i]];
        for (var i = 0; i < _sliceWeights.Length; i++)
            _sliceWeights[i] *= scale[i / _corners];
    }

    /// <summary>Gathers the points' rows (points × width vectors) into the buffers' rows, one a vertex.</summary>
    public void Splat(Vector<float>[] values, LatticeBuffers buffers)
    {
        var (target, width) = (buffers.Values, buffers.Width);
        InChunks(1, VertexCount + 1, (from, to) =>
        {
            for (var v = from; v < to; v++)
                for (var r = 0; r < width; r++)
                {
                    var sum = Vector<float>.Zero;
                    for (var e = _starts[v]; e < _starts[v + 1]; e++)
                        sum += values[_splatPoints[e] * width + r] * _splatWeights[e];
                    target[v * width + r] = sum;
                }
        });
    }

    /// <summary>Along each axis in turn: new = old + (one neighbour + the other) / 2.</summary>
    public void Blur(LatticeBuffers buffers)
    {
        var width = buffers.Width;
        for (var axis = 0; axis < _corners; axis++)
        {
            var (source, target) = (buffers.Values, buffers.Scratch);
            var row = axis * (VertexCount + 1);
            InChunks(1, VertexCount + 1, (from, to) =>
            {
                for (var v = from; v < to; v++)
                {
                    var one = _neighbours[2 * (row + v)] * width;
                    var other = _neighbours[2 * (row + v) + 1] * width;
                    for (var r = 0; r < width; r++)
                        target[v * width + r] = source[v * width + r] + (source[one + r] + source[other + r]) * 0.5f;
                }
            });
            buffers.Swap();
        }
    }

    /// <summary>Adds factor × the filtered value of one point to its row.</summary>
    public void Slice(int point, LatticeBuffers buffers, float factor, Span<Vector<float>> row)
    {
        var values = buffers.Values;
        var at = point * _corners;
        for (var r = 0; r < row.Length; r++)
        {
            var sum = Vector<float>.Zero;
            for (var k = at; k < at + _corners; k++)
                sum += values[_vertexOf[k] * row.Length + r] * _sliceWeights[k];
            row[r] += sum * factor;
        }
    }

    /// <summary>Runs the action over [from, to) in chunks, on all processors.</summary>
    public static void InChunks(int from, int to, Action<int, int> action) =>
        Parallel.ForEach(Partitioner.Create(from, to, ChunkSize), range => action(range.Item1, range.Item2));

    static (int[] Starts, int[] Points, float[] Weights) ByVertex(int[] vertexOf, float[] weights, int corners, int vertices)
    {
        var starts = new int[vertices + 2];
        foreach (var vertex in vertexOf)
            starts[vertex + 1]++;
        for (var v = 1; v < starts.Length; v++)
            starts[v] += starts[v - 1];
        var next = starts.ToArray();
        var points = new int[vertexOf.Length];
        var byVertex = new float[vertexOf.Length];
        for (var i = 0; i < vertexOf.Length; i++)
        {
            var e = next[vertexOf[i]]++;
            points[e] = i / corners;
            byVertex[e] = weights[i];
        }
        return (starts, points, byVertex);
    }

    static int[] FindNeighbours(LatticeKeys keys, int dimensions)
    {
        var neighbours = new int[(dimensions + 1) * (keys.Count + 1) * 2];
        for (var axis = 0; axis <= dimensions; axis++)
        {
            var step = LatticeKeys.Step(axis, dimensions);
            var row = axis * (keys.Count + 1);
            InChunks(1, keys.Count + 1, (from, to) =>
            {
                for (var v = from; v < to; v++)
                {
                    neighbours[2 * (row + v)] = keys.Find(keys[v] + step);
                    neighbours[2 * (row + v) + 1] = keys.Find(keys[v] - step);
                }
            });
        }
        return neighbours;
    }

    static void Scale(float[] values, float factor)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] *= factor;
    }
}

/// <summary>Values on a lattice's vertices, and room for as many more: blurring goes back and forth between the two.</summary>
sealed class LatticeBuffers(int vertices, int width)
{
    /// <summary>Vectors a row.</summary>
    public int Width => width;

    /// <summary>(vertices + 1, width); row 0 is zero.</summary>
    public Vector<float>[] Values { get; private set; } = new Vector<float>[(vertices + 1) * width];

    public Vector<float>[] Scratch { get; private set; } = new Vector<float>[(vertices + 1) * width];

    public void Swap() => (Values, Scratch) = (Scratch, Values);
}
