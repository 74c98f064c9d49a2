using System.Globalization;
using Platform.Trainer.Sweeps;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Tests.Sweeps.Strategies;

public sealed class TreeParzenEstimatorTests
{
    const int Draws = 40;
    const int Sweeps = 60;

    // Branin-Hoo: three optima of 0.397887 in a square
    const string Square = "axes: { optimizer.learningRate: { from: -5, to: 10 }, optimizer.weightDecay: { from: 0, to: 15 } }";

    // what sweeps are like: a rate that counts by ratios, a share, a whole number, a choice
    const string Mixed = """
        axes:
          optimizer.learningRate: { from: 1e-6, to: 1, log: true }
          cam.highThreshold: { from: 0, to: 1 }
          backbone.depth: { from: 1, to: 12, integer: true }
          backbone.stem: [patch, conv, other, none]
        """;

    [Fact]
    public void After_forty_draws_it_is_nearer_to_the_optimum_of_Branin_than_random_in_most_sweeps_and_on_average_less_than_half_as_far()
    {
        var (tpe, random) = (Regrets("tpe", Square, Branin), Regrets("random", Square, Branin));
        Wins(tpe, random).ShouldBeGreaterThan(0.7);
        tpe.Average().ShouldBeLessThan(0.5 * random.Average());
    }

    [Fact]
    public void On_rates_shares_whole_numbers_and_choices_together_too()
    {
        var (tpe, random) = (Regrets("tpe", Mixed, Bowl), Regrets("random", Mixed, Bowl));
        Wins(tpe, random).ShouldBeGreaterThan(0.7);
        tpe.Average().ShouldBeLessThan(0.5 * random.Average());
    }

    static double Wins(double[] tpe, double[] random) => tpe.Zip(random).Average(pair => pair.First < pair.Second ? 1.0 : pair.First == pair.Second ? 0.5 : 0);

    // of the best of a sweep's draws, for many seeds
    static double[] Regrets(string kind, string axes, Func<IReadOnlyList<string>, double> loss) => [.. Enumerable.Range(0, Sweeps).Select(seed =>
    {
        var file = Some.SweepFile($"{axes}\nstrategy: {{ kind: {kind}, points: {Draws}, seed: {seed}, parallel: 1 }}");
        var draws = new SweepDraws(file, new SearchSpace(file.Axes, _ => true));
        var tried = new List<TriedRow>();
        while (tried.Count < Draws)
            tried.AddRange(draws.Next(tried, 1, 1).Select(row => new TriedRow(row.ToDictionary(s => s.Key, s => s.Shown), -loss([.. row.Select(s => s.Shown)]), false)));
        return -tried.Max(t => t.Value!.Value);
    })];

    static double Branin(IReadOnlyList<string> at)
    {
        var (x, y) = (Number(at[0]), Number(at[1]));
        return Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10 - 0.397887;
    }

    static double Bowl(IReadOnlyList<string> at) =>
        Math.Pow(Math.Log10(Number(at[0])) + 3, 2) + 10 * Math.Pow(Number(at[1]) - 0.7, 2) + Math.Pow((Number(at[2]) - 8) / 4, 2) + (at[3] == "conv" ? 0 : 1);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
