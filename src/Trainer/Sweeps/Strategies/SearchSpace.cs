namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>All combinations of the axes. A point is a coordinate an axis, in their order.</summary>
/// <param name="allows">Whether a combination meets the sweep's constraints.</param>
sealed class SearchSpace(IReadOnlyList<SweepAxis> axes, Func<IReadOnlyList<SweepSetting>, bool> allows)
{
    const int Tries = 1000;

    public IReadOnlyList<SearchAxis> Axes { get; } = [.. axes.Select(axis => new SearchAxis(axis))];

    public IReadOnlyList<SweepSetting> Settings(IReadOnlyList<double> point) => [.. Axes.Select((axis, i) => axis.Setting(point[i]))];

    /// <summary>Null where the values are not of this space.</summary>
    /// <param name="values">Shown values by key.</param>
    public double[]? Find(IReadOnlyDictionary<string, string> values)
    {
        var point = Axes.Select(axis => values.TryGetValue(axis.Axis.Key, out var shown) ? axis.Find(shown) : null).ToArray();
        return point.Contains(null) ? null : [.. point.OfType<double>()];
    }

    /// <summary>Each axis for itself, every value as likely as any other.</summary>
    public double[] Uniform(DrawStream random) => [.. Axes.Select(axis => axis.Draw(random))];

    /// <summary>The first that is new and allowed of those <paramref name="make"/> makes; null where they are used up.</summary>
    public double[]? New(Func<double[]> make, IReadOnlySet<string> known)
    {
        for (var i = 0; i < Tries; i++)
            if (make() is var point && Settings(point) is var settings && !known.Contains(KeyOf(settings)) && allows(settings))
                return point;
        return null;
    }

    public bool Allows(IReadOnlyList<SweepSetting> settings) => allows(settings);

    /// <summary>Equal for equal points.</summary>
    public static string KeyOf(IEnumerable<SweepSetting> settings) => string.Join('\n', settings.Select(s => s.Shown));
}
