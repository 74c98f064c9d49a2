namespace Platform.Trainer.Data;

/// <summary>What a stream of random numbers is for; streams of different purposes are independent.</summary>
enum RandomPurpose
{
    Shuffle = 1,
    Augmentation = 2,
    ShapesScene = 3,
    ShapesTexture = 4,
    StrongView = 5,
    SecondView = 6,
}

/// <summary>
/// Random numbers as a pure function of (seed, purpose, coordinates): the same on every machine, .NET version and number of
/// threads. SplitMix64 (Steele, Lea, Flood 2014), started from the mixed coordinates.
/// </summary>
sealed class RandomStream
{
    ulong _state;

    public RandomStream(int seed, RandomPurpose purpose, long first = 0, long second = 0)
    {
        _state = Mix((ulong)seed + 0x9E3779B97F4A7C15);
        _state = Mix(_state + (ulong)purpose);
        _state = Mix(_state + (ulong)first);
        _state = Mix(_state + (ulong)second);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [from, to).</summary>
    public double Between(double from, double to) => from + (to - from) * NextDouble();

    /// <summary>Uniform in 0 .. count - 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Fisher–Yates.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
