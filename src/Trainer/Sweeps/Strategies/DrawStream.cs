namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>Random numbers that are the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood 2014).</summary>
/// <param name="seed">The sweep's.</param>
/// <param name="draw">Each draw has a stream of its own, so that it does not matter which were made before it in this process.</param>
sealed class DrawStream(int seed, int draw)
{
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state = Mix(Mix((ulong)(uint)seed + Step) ^ (uint)draw);

    /// <summary>At least 0, less than 1.</summary>
    public double Share() => (Mix(_state += Step) >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0, less than <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(Share() * below);

    /// <summary>Of mean 0 and deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
