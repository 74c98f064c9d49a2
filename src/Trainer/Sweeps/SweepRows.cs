namespace Platform.Trainer.Sweeps;

/// <summary>One combination of axis values and ladder step, before it is applied.</summary>
public sealed record SweepRows(string Label, IReadOnlyList<SweepSetting> Settings)
{
    /// <summary>All of them, the ladder's steps in order within each combination of axis values.</summary>
    public static IEnumerable<SweepRows> Of(SweepFile file)
    {
        IEnumerable<SweepSetting[]> combinations = [[]];
        foreach (var axis in file.Axes)
            combinations = combinations.SelectMany(c => axis.Values.Select(value => (SweepSetting[])[.. c, value])).ToArray();
        return combinations.SelectMany(values => Steps(file).Select(step => new SweepRows(
            string.Join(' ', values.Select(v => $"{Short(v.Key)}={v.Shown}").Append(step.Name).Where(part => part.Length > 0)),
            [.. file.Set, .. step.Set, .. values])));
    }

    /// <summary>The settings in which rows differ, in the order of the file.</summary>
    public static IReadOnlyList<string> VariedKeys(SweepFile file) =>
        [.. file.Axes.Select(a => a.Key).Concat(file.Ladder.SelectMany(s => s.Set).Select(s => s.Key)).Distinct()];

    /// <summary>"optimizer.learningRate" is "learningRate" in tables and names.</summary>
    public static string Short(string key) => key[(key.LastIndexOf('.') + 1)..];

    static IEnumerable<SweepStep> Steps(SweepFile file) => file.Ladder.Count == 0
        ? [new("", [])]
        : file.Ladder.Select((step, i) => step with { Set = [.. file.Ladder.Take(i + 1).SelectMany(s => s.Set)] });
}
