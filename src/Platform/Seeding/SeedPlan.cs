namespace Platform.Seeding;

/// <summary>Which synthetic runs to make. The same plan makes the same runs, entry for entry.</summary>
/// <param name="Metrics">Names each run has. Past those that are journaled a name has its summary alone, as in a pruned run.</param>
/// <param name="Points">Iterations that each run logs.</param>
/// <param name="LongRuns">So many runs, the newest, log <paramref name="LongPoints"/> iterations instead.</param>
sealed record SeedPlan(int Runs, int Metrics = 20, int Points = 100, int LongRuns = 0, int LongPoints = 80_000, int Seed = 1);
