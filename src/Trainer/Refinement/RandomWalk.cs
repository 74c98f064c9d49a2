namespace Platform.Trainer.Refinement;

/// <summary>Numbers of the random walk; the defaults are those of RecurSeed's published pseudo-labels.</summary>
sealed record RandomWalkOptions
{
    /// <summary>Pixels nearer than this are neighbours.</summary>
    public int Radius { get; init; } = 5;

    /// <summary>Affinities are raised to it.</summary>
    public double Beta { get; init; } = 10;

    /// <summary>How often the transition matrix is squared: 2^this steps.</summary>
    public int Squarings { get; init; } = 8;
}

/// <summary>
/// Spreads (C,h,w) maps along a random walk that an edge map E in [0,1] hinders (IRN; PuzzleCAM core/aff_utils.py propagate_to_edge).
/// The affinity of two pixels is 1 - max E over their path, symmetric, 1 with itself, 0 where the path leaves the map;
/// <c>T = affinity^β</c> divided by its column sums, squared s times; <c>result = (x ⊙ (1-E)) T</c>.
/// </summary>
static class RandomWalk
{
    public static float[] Propagate(float[] maps, float[] edge, int width, int height, RandomWalkOptions options)
    {
        var size = width * height;
        var transition = Transition(Affinity(edge, width, height, options.Radius), size, options);
        var result = new float[maps.Length];
        for (var c = 0; c < maps.Length / size; c++)
        {
            var damped = new float[size];
            for (var p = 0; p < size; p++)
                damped[p] = maps[c * size + p] * (1 - edge[p]);
            SquareMatrix.RowTimes(damped, transition, size, result.AsSpan(c * size, size));
        }
        return result;
    }

    /// <summary>(h w, h w), row-major.</summary>
    public static float[] Affinity(float[] edge, int width, int height, int radius)
    {
        var size = width * height;
        var affinity = new float[size * size];
        for (var p = 0; p < size; p++)
            affinity[p * size + p] = 1;
        foreach (var path in RandomWalkPath.All(radius))
            for (var y = 0; y + path.Dy < height; y++)
                for (var x = Math.Max(0, -path.Dx); x + Math.Max(0, path.Dx) < width; x++)
                {
                    var (from, to) = (y * width + x, (y + path.Dy) * width + x + path.Dx);
                    affinity[from * size + to] = affinity[to * size + from] = Along(path, edge, width, height, y, x);
                }
        return affinity;
    }

    /// <summary>The affinity of (y,x) and the path's other end: 1 less the strongest edge on the way, 0 where the way leaves the map.</summary>
    public static float Along(RandomWalkPath path, float[] edge, int width, int height, int y, int x)
    {
        var highest = 0f;
        foreach (var (dy, dx) in path.Points)
        {
            if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width)
                return 0;
            highest = Math.Max(highest, edge[(y + dy) * width + x + dx]);
        }
        return 1 - highest;
    }

    /// <summary>Affinities to the transition matrix of 2^squarings steps; its columns sum to 1.</summary>
    public static float[] Transition(float[] affinity, int size, RandomWalkOptions options)
    {
        var transition = Array.ConvertAll(affinity, a => (float)Math.Pow(a, options.Beta));
        var sums = new float[size];
        for (var i = 0; i < transition.Length; i++)
            sums[i % size] += transition[i];
        for (var i = 0; i < transition.Length; i++)
            transition[i] /= sums[i % size];
        for (var s = 0; s < options.Squarings; s++)
            transition = SquareMatrix.Multiply(transition, transition, size);
        return transition;
    }
}
