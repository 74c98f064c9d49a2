using System.Globalization;
using Platform.Contracts;

namespace Platform.Trainer.Sweeps;

/// <summary>Which seeds to train instead of all the file lists: so many of them, or exactly these.</summary>
sealed record SeedChoice
{
    /// <summary>Of all seeds: those that are added go on after it.</summary>
    public const int Largest = 2_000_000_000;

    readonly int _count;
    readonly int[]? _seeds;

    SeedChoice(int count, int[]? seeds) => (_count, _seeds) = (count, seeds);

    /// <summary>"2": the first two of the file. "1,5": these.</summary>
    /// <exception cref="UserErrorException">It is neither.</exception>
    public static SeedChoice Parse(string text)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var seeds = numbers.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) && seed <= Largest ? seed : (int?)null).ToArray();
        if (seeds.Length == 0 || seeds.Contains(null))
            throw new UserErrorException($"--seeds is '{text}'; it takes how many (2) or which (1,2,3; 7, for one)");
        if (text.Contains(','))
            return new(0, [.. seeds.OfType<int>().Distinct()]);
        return seeds[0] is >= 1 and <= 1000 ? new(seeds[0]!.Value, null) : throw new UserErrorException($"--seeds is '{text}'; it takes from 1 to 1000 seeds");
    }

    /// <summary>So many.</summary>
    public static SeedChoice First(int count) => new(count, null);

    /// <summary>More than are listed go on after the largest.</summary>
    public IReadOnlyList<int> Of(IReadOnlyList<int> listed) => _seeds
        ?? [.. listed.Take(_count), .. Enumerable.Range(listed.Max() + 1, Math.Max(0, _count - listed.Count))];
}
