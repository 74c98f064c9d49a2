namespace Platform.Benchmarks;

/// <summary>What is in the database while pages are measured.</summary>
/// <param name="Compared">Runs compared, each with <paramref name="Points"/> iterations.</param>
/// <param name="Live">Synthetic runs that go on, two iterations a second each.</param>
sealed record PagesPlan(int Runs, int Metrics, int Compared, int Points, int Live, int Repeat);
