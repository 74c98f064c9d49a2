namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// ASHA, the asynchronous successive halving of Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht and Talwalkar, "A System
/// for Massively Parallel Hyperparameter Tuning", MLSys 2020 (arXiv:1810.05934), in its stopping variant: nobody waits. A run that
/// reaches a rung goes on when it is among the best 1/factor of the n that have reached it by then, itself included, and always
/// when it is the best; otherwise it is pruned. As later arrivals do not count, a decision once made stays, whoever makes it again.
/// </summary>
static class SuccessiveHalving
{
    /// <param name="runs">Every run of the sweep with what it had at each iteration where it was evaluated.</param>
    /// <param name="rungs">Iterations, ascending.</param>
    /// <returns>Indices of the runs that are to end.</returns>
    public static IEnumerable<int> Losers(IReadOnlyList<IReadOnlyList<RungValue>> runs, IReadOnlyList<int> rungs, int factor)
    {
        var losers = new SortedSet<int>();
        foreach (var rung in rungs)
        {
            var arrived = runs.Select((values, run) => (Run: run, Value: values.FirstOrDefault(v => v.Iteration >= rung)))
                .Where(a => a.Value is not null).OrderBy(a => a.Value!.Order).ToArray();
            for (var i = 0; i < arrived.Length; i++)
            {
                var better = arrived.Take(i).Count(a => a.Value!.Value >= arrived[i].Value!.Value);
                if (better >= Math.Max(1, (i + 1) / factor))
                    losers.Add(arrived[i].Run);
            }
        }
        return losers;
    }
}

/// <param name="Order">Of arrival: later values have larger ones.</param>
sealed record RungValue(int Iteration, double Value, long Order);
