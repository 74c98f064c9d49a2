namespace Platform.Trainer.Data.Shapes;

/// <summary>The colour of a background at a point of the picture, both coordinates 0 to 1.</summary>
delegate Colour Texture(double x, double y, SmoothNoise noise);

/// <summary>One background goes with each class; a model that learns it instead of the object shows it in its CAMs.</summary>
static class Textures
{
    public static Colour Grass(double x, double y, SmoothNoise noise) =>
        Colour.Mix(new(0.26, 0.38, 0.20), new(0.48, 0.58, 0.34), noise.At(x * 28, y * 9));

    public static Colour Brick(double x, double y, SmoothNoise noise)
    {
        var row = (int)(y * 7);
        var (inRow, along) = (y * 7 - row, x * 4 + (row & 1) * 0.5);
        var isMortar = inRow < 0.14 || along - Math.Floor(along) < 0.08;
        return isMortar ? Colour.Grey(0.66) : new Colour(0.52, 0.36, 0.30) * (0.85 + 0.3 * noise.At(Math.Floor(along) * 3, row * 3));
    }

    public static Colour Sand(double x, double y, SmoothNoise noise) =>
        new Colour(0.71, 0.63, 0.48) * (0.82 + 0.2 * noise.At(x * 5, y * 5) + 0.16 * noise.At(x * 40, y * 40));

    public static Colour Water(double x, double y, SmoothNoise noise)
    {
        var wave = Math.Sin((y + 0.05 * noise.At(x * 4, y * 4)) * 60 + 4 * noise.At(x * 3, y * 10));
        return Colour.Mix(new(0.27, 0.40, 0.50), new(0.45, 0.58, 0.64), 0.5 + 0.5 * wave);
    }

    public static Colour Sky(double x, double y, SmoothNoise noise)
    {
        var cloud = Math.Clamp(noise.At(x * 4, y * 6) * 2.2 - 0.9, 0, 1);
        return Colour.Mix(Colour.Mix(new(0.50, 0.63, 0.80), new(0.74, 0.81, 0.88), y), Colour.Grey(0.92), cloud);
    }

    public static Colour Wood(double x, double y, SmoothNoise noise)
    {
        var grain = Math.Sin((x + 0.12 * noise.At(x * 2, y * 3)) * 55);
        return new Colour(0.52, 0.40, 0.28) * (0.9 + 0.12 * grain + 0.15 * noise.At(x * 12, y * 2));
    }
}
