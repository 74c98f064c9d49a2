using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Sweeps;

/// <summary>A combination that was drawn, and how it stands.</summary>
/// <param name="Value">The mean of the objective over its completed seeds; null where none has.</param>
/// <param name="Open">Whether some of it waits or is trained.</param>
sealed record TriedRow(IReadOnlyDictionary<string, string> Values, double? Value, bool Open);

/// <summary>Draws combinations of axis values as a sweep's strategy says, the same for the same results.</summary>
sealed class SweepDraws(SweepFile file, SearchSpace space)
{
    /// <param name="tried">All there are, whatever came of them.</param>
    /// <param name="seeds">Cells a combination.</param>
    /// <param name="most">Combinations, at most.</param>
    public IEnumerable<IReadOnlyList<SweepSetting>> Next(IReadOnlyList<TriedRow> tried, int seeds, int most)
    {
        var points = tried.Select(t => space.Find(t.Values)).ToArray();
        var trials = tried.Zip(points).Where(t => t.Second is not null)
            .Select(t => new Trial(t.Second!, t.First.Open ? null : t.First.Value)).ToList();
        var known = points.OfType<double[]>().Select(p => SearchSpace.KeyOf(space.Settings(p))).ToHashSet();
        var wanted = Math.Min(Wanted(tried, seeds), most);
        for (var i = 0; i < wanted; i++)
        {
            if (Draw(trials, tried.Count + i, known) is not { } point)
                yield break;
            trials.Add(new(point, null));
            var settings = space.Settings(point);
            known.Add(SearchSpace.KeyOf(settings));
            yield return settings;
        }
    }

    /// <summary>Combinations the sweep has in the end.</summary>
    public static int Total(SweepFile file, int seeds) =>
        Math.Min(file.Strategy.Points ?? int.MaxValue, file.Budget.Runs is { } runs ? (int)Math.Ceiling((double)runs / seeds) : int.MaxValue);

    // random draws learn nothing by waiting
    int Wanted(IReadOnlyList<TriedRow> tried, int seeds)
    {
        var left = Math.Max(0, Total(file, seeds) - tried.Count);
        return file.Strategy.Kind == "random" ? left : Math.Clamp(file.Strategy.Parallel - tried.Count(t => t.Open), 0, left);
    }

    double[]? Draw(List<Trial> trials, int draw, IReadOnlySet<string> known)
    {
        if (file.Strategy.Kind == "tpe")
            return new TreeParzenEstimator(space, file.Strategy).Next(trials, draw, known);
        var random = new DrawStream(file.Strategy.Seed, draw);
        return space.New(() => space.Uniform(random), known);
    }
}
