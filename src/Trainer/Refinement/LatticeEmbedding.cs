namespace Platform.Trainer.Refinement;

/// <summary>
/// Where a point lies in the permutohedral lattice of d dimensions: the d+1 corners of its simplex and its barycentric weights there.
/// Adams, Baek, Davis, "Fast High-Dimensional Filtering Using the Permutohedral Lattice", 2010; scales and rounding as the published
/// CRF library has them. Single precision throughout, like the library: the simplex of a point near a border depends on it.
/// </summary>
readonly struct LatticeEmbedding
{
    readonly int _dimensions;
    readonly float[] _scales;

    /// <summary>Scales: s_i = sqrt(2/3) (d+1) / sqrt((i+1)(i+2)), which makes one blur a Gaussian of standard deviation 1.</summary>
    public LatticeEmbedding(int dimensions)
    {
        if (dimensions is < 1 or > LatticeKeys.MaxDimensions)
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"{dimensions}: 1 to {LatticeKeys.MaxDimensions} are possible");
        _dimensions = dimensions;
        var spread = MathF.Sqrt(2f / 3f) * (dimensions + 1);
        _scales = [.. Enumerable.Range(0, dimensions).Select(i => (float)(1 / Math.Sqrt((i + 1) * (i + 2)) * spread))];
    }

    /// <summary>Writes d+1 keys and d+1 weights (sum 1) for one point of d features, each divided by its standard deviation.</summary>
    public void Embed(ReadOnlySpan<float> feature, Span<UInt128> keys, Span<float> weights)
    {
        var d = _dimensions;
        Span<float> elevated = stackalloc float[d + 1];
        Span<int> origin = stackalloc int[d + 1]; // the remainder-0 corner
        Span<int> rank = stackalloc int[d + 1];
        Elevate(feature, elevated);
        Round(elevated, origin, rank);
        Weigh(elevated, origin, rank, weights);

        Span<int> corner = stackalloc int[d];
        for (var k = 0; k <= d; k++)
        {
            for (var i = 0; i < d; i++)
                corner[i] = origin[i] + (rank[i] <= d - k ? k : k - (d + 1));
            keys[k] = LatticeKeys.Pack(corner);
        }
    }

    /// <summary>Into the hyperplane of d+1 coordinates whose sum is 0.</summary>
    void Elevate(ReadOnlySpan<float> feature, Span<float> elevated)
    {
        var sum = 0f;
        for (var j = _dimensions; j > 0; j--)
        {
            var c = feature[j - 1] * _scales[j - 1];
            elevated[j] = sum - j * c;
            sum += c;
        }
        elevated[0] = sum;
    }

    /// <summary>
    /// The nearest point whose coordinates are all multiples of d+1, moved back into the hyperplane; ranks order the residuals, largest 0.
    /// </summary>
    void Round(ReadOnlySpan<float> elevated, Span<int> origin, Span<int> rank)
    {
        var d = _dimensions;
        var down = 1f / (d + 1);
        var sum = 0;
        for (var i = 0; i <= d; i++)
        {
            var v = (int)MathF.Round(elevated[i] * down); // half to even, as the processor's rounding has it
            origin[i] = v * (d + 1);
            sum += v;
        }
        rank.Clear();
        for (var i = 0; i < d; i++)
            for (var j = i + 1; j <= d; j++)
                rank[elevated[i] - origin[i] < elevated[j] - origin[j] ? i : j]++;

        for (var i = 0; i <= d; i++)
        {
            rank[i] += sum;
            var back = rank[i] < 0 ? d + 1 : rank[i] > d ? -(d + 1) : 0;
            rank[i] += back;
            origin[i] += back;
        }
    }

    void Weigh(ReadOnlySpan<float> elevated, ReadOnlySpan<int> origin, ReadOnlySpan<int> rank, Span<float> weights)
    {
        var d = _dimensions;
        var down = 1f / (d + 1);
        Span<float> barycentric = stackalloc float[d + 2];
        barycentric.Clear();
        for (var i = 0; i <= d; i++)
        {
            var x = (elevated[i] - origin[i]) * down;
            barycentric[d - rank[i]] += x;
            barycentric[d - rank[i] + 1] -= x;
        }
        barycentric[0] += 1 + barycentric[d + 1];
        barycentric[..(d + 1)].CopyTo(weights);
    }
}
