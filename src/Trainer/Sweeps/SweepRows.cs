namespace Platform.Trainer.Sweeps;

/// <summary>One combination of axis values and ladder step, before it is applied.</summary>
/// <param name="Values">By key what the axes have here, as shown; the ladder's step under <see cref="StepKey"/>.</param>
sealed record SweepRows(string Label, IReadOnlyList<SweepSetting> Settings, IReadOnlyDictionary<string, string> Values)
{
    public const string StepKey = "step";

    /// <summary>How the steps of a ladder are called that leave one out.</summary>
    public const string Without = "without ";

    /// <summary>All of them, the ladder's steps in order within each combination of axis values.</summary>
    public static IEnumerable<SweepRows> Of(SweepFile file)
    {
        IEnumerable<SweepSetting[]> combinations = [[]];
        foreach (var axis in file.Axes)
            combinations = combinations.SelectMany(c => axis.Values.Select(value => (SweepSetting[])[.. c, value])).ToArray();
        return combinations.SelectMany(values => Steps(file).Select(step => Of(file, step, values)));
    }

    /// <summary>The combination of these values, without a ladder.</summary>
    public static SweepRows Of(SweepFile file, IReadOnlyList<SweepSetting> values) => Of(file, new("", []), values);

    /// <summary>The settings in which rows differ, in the order of the file.</summary>
    public static IReadOnlyList<string> VariedKeys(SweepFile file) =>
        [.. file.Axes.Select(a => a.Key).Concat(file.Ladder.SelectMany(s => s.Set).Select(s => s.Key)).Distinct()];

    /// <summary>"optimizer.learningRate" is "learningRate" in tables and names.</summary>
    public static string Short(string key) => key[(key.LastIndexOf('.') + 1)..];

    static SweepRows Of(SweepFile file, SweepStep step, IReadOnlyList<SweepSetting> values) => new(
        string.Join(' ', values.Select(v => $"{Short(v.Key)}={v.Shown}").Append(step.Name).Where(part => part.Length > 0)),
        [.. file.Set, .. step.Set, .. values],
        values.Select(v => KeyValuePair.Create(v.Key, v.Shown)).Concat(step.Name.Length > 0 ? [KeyValuePair.Create(StepKey, step.Name)] : []).ToDictionary());

    static IEnumerable<SweepStep> Steps(SweepFile file) => file switch
    {
        { Ladder.Count: 0 } => [new("", [])],
        { LadderForm: LadderForm.LeaveOneOut } => LeaveOneOut(file.Ladder),
        _ => file.Ladder.Select((step, i) => step with { Set = [.. file.Ladder.Take(i + 1).SelectMany(s => s.Set)] }),
    };

    static IEnumerable<SweepStep> LeaveOneOut(IReadOnlyList<SweepStep> ladder) =>
    [
        new("all", [.. ladder.SelectMany(s => s.Set)]),
        .. ladder.Skip(1).Select(left => new SweepStep(Without + left.Name.TrimStart('+', ' '), [.. ladder.Where(s => s != left).SelectMany(s => s.Set)])),
    ];
}
