namespace Platform.Trainer.Refinement;

/// <summary>An offset to a neighbour and the pixels on the way there, both ends included.</summary>
sealed record RandomWalkPath(int Dy, int Dx, IReadOnlyList<(int Dy, int Dx)> Points)
{
    /// <summary>
    /// Half of all neighbours nearer than the radius; the other half is these the other way round. In PuzzleCAM's order: along the row
    /// first, then row by row.
    /// </summary>
    public static IReadOnlyList<RandomWalkPath> All(int radius)
    {
        var paths = new List<RandomWalkPath>();
        for (var dy = 0; dy < radius; dy++)
            for (var dx = dy == 0 ? 1 : 1 - radius; dx < radius; dx++)
                if (dy * dy + dx * dx < radius * radius)
                    paths.Add(new RandomWalkPath(dy, dx, [.. Between(dy, dx)]));
        return paths;
    }

    /// <summary>The points of the rectangle between origin and offset that lie nearer than 1 to the line through both.</summary>
    static IEnumerable<(int, int)> Between(int dy, int dx)
    {
        for (var y = 0; y <= dy; y++)
            for (var x = Math.Min(dx, 0); x <= Math.Max(dx, 0); x++)
            {
                var across = dy * x - dx * y;
                if (across * across < dy * dy + dx * dx)
                    yield return (y, x);
            }
    }
}
