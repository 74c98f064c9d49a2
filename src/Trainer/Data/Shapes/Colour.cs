namespace Platform.Trainer.Data.Shapes;

/// <summary>A linear mix of light, each channel 0 to 1 (clamped only when it becomes a byte).</summary>
readonly record struct Colour(float R, float G, float B)
{
    public Colour(double r, double g, double b) : this((float)r, (float)g, (float)b)
    {
    }

    public static Colour operator +(Colour a, Colour b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Colour operator *(Colour a, double factor) => new(a.R * factor, a.G * factor, a.B * factor);

    public static Colour Grey(double value) => new(value, value, value);

    public static Colour Mix(Colour a, Colour b, double share) => a * (1 - share) + b * share;

    /// <summary>Brightness by up to ± <paramref name="light"/>, and each channel by up to ± <paramref name="tint"/>.</summary>
    public Colour Vary(RandomStream random, double light, double tint)
    {
        var shift = random.Between(-light, light);
        return new(
            R + shift + random.Between(-tint, tint), G + shift + random.Between(-tint, tint), B + shift + random.Between(-tint, tint));
    }
}
