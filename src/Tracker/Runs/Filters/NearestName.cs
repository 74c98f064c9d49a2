namespace Platform.Tracker.Runs.Filters;

/// <summary>What somebody who mistyped a name may have meant.</summary>
static class NearestName
{
    /// <summary>The known name with the fewest letters wrong; null where even that is too far off to be a slip.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var (nearest, least) = ((string?)null, Math.Max(1, name.Length / 3) + 1);
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) >= least)
                continue;
            var distance = Distance(name, candidate);
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    // Letters left out, put in, wrong, or swapped with the next; their case left out.
    static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(cost[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1), 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    least = Math.Min(least, cost[i - 2, j - 2] + 1);
                cost[i, j] = least;
            }
        return cost[a.Length, b.Length];
    }

    static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
