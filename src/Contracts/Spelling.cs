namespace Platform.Contracts;

/// <summary>What somebody who mistyped a name may have meant.</summary>
public static class Spelling
{
    /// <summary>The candidate with the fewest letters wrong, the first of several; null where even that is too far off to be a slip. Case does not matter.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        var (typed, nearest, least) = (written.ToLowerInvariant(), (string?)null, Math.Max(1, written.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - typed.Length) >= least) // each letter too many or too few is an error
                continue;
            var distance = Distance(typed, candidate.ToLowerInvariant());
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    // letters to insert, delete, replace, or swap with their neighbour
    static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }
                var replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        return cost[a.Length, b.Length];
    }
}
