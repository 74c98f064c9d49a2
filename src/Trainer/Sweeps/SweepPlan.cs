namespace Platform.Trainer.Sweeps;

/// <summary>What a sweep file comes to: its rows, and the cells they need, each of which is trained once.</summary>
/// <param name="Rows">Of a strategy that draws, its first.</param>
/// <param name="Cells">All different; where two rows are the same configuration they share theirs.</param>
sealed record SweepPlan(SweepFile File, IReadOnlyList<int> Seeds, IReadOnlyList<SweepRow> Rows, IReadOnlyList<SweepCell> Cells)
{
    /// <summary>The text it was laid out from, with the base in place of its name: it lays out the same when files have changed.</summary>
    public string Portable { get; init; } = "";
}

/// <summary>A configuration of the sweep: a step of the ladder, values of the axes, or both.</summary>
/// <param name="Label">"+dta", "optimizer.learningRate=0.001"; empty in a sweep over nothing but seeds.</param>
/// <param name="Marks">What the row has of every setting the sweep varies, in the order of <see cref="SweepRows.VariedKeys"/>.</param>
/// <param name="Cells">One a seed.</param>
sealed record SweepRow(string Label, IReadOnlyList<string> Marks, IReadOnlyList<SweepCell> Cells)
{
    /// <inheritdoc cref="SweepRows.Values"/>
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}

/// <summary>One run of a sweep, unique by sweep, configuration and seed.</summary>
/// <param name="Id">Of these three: the same cell has the same id wherever and whenever the file is read.</param>
/// <param name="Name">The run's shown name: "dupl-shapes +dta s1".</param>
/// <param name="Config">Seed, name, and the method's defaults filled in.</param>
sealed record SweepCell(string Id, string Name, TrainingConfig Config, string ConfigHash)
{
    public int Seed => Config.Seed;
}
