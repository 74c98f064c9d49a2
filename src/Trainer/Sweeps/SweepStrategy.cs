namespace Platform.Trainer.Sweeps;

/// <summary>Which combinations of the axes are tried, and in what order.</summary>
sealed record SweepStrategy
{
    public static readonly IReadOnlyList<string> Kinds = ["grid", "ladder", "random", "tpe"];

    /// <summary>"grid": all of them; "ladder": the same of a file that has one; "random" and "tpe": <see cref="Points"/> of them.</summary>
    public string Kind { get; init; } = "grid";

    /// <summary>Combinations that are drawn; absent: as many as the budget has runs for.</summary>
    public int? Points { get; init; }

    /// <summary>Combinations that wait or are trained at the same time: more keep more trainers busy, fewer let each draw know more.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Of the draws: the same seed and the same results draw the same.</summary>
    public int Seed { get; init; }

    /// <summary>Combinations drawn at random before the estimate begins.</summary>
    public int Startup { get; init; } = 10;

    /// <summary>Of which the most promising is tried.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>Whether combinations are drawn instead of enumerated.</summary>
    public bool Draws => Kind is "random" or "tpe";
}

/// <summary>Asynchronous successive halving, stopping variant: at each rung a run goes on if it is among the best share of those that got there before it.</summary>
/// <param name="From">Iteration of the first rung.</param>
/// <param name="Factor">From rung to rung; one in so many goes on.</param>
sealed record AshaRule(int From, int Factor)
{
    /// <summary>Iterations of the rungs before a run's end.</summary>
    public IReadOnlyList<int> Rungs(int iterations)
    {
        var rungs = new List<int>();
        for (long rung = From; rung < iterations; rung *= Factor)
            rungs.Add((int)rung);
        return rungs;
    }
}

/// <summary>Seeds are added to two rows until the confidence interval of their difference is narrow.</summary>
/// <param name="Width">From its low end to its high one, points of the objective.</param>
/// <param name="Confidence">Of the interval: 0.95.</param>
/// <param name="Most">Seeds a row, at most.</param>
/// <param name="Against">What each row is compared with: "before", the row before it, or "first".</param>
sealed record SeedRule(double Width, double Confidence, int Most, string Against)
{
    public static readonly IReadOnlyList<string> Comparisons = ["before", "first"];
}
