namespace Platform.Trainer.Data.Shapes;

/// <summary>Whether a point is on a thin part (a string, a handle) drawn half as wide as given, in the object's own units.</summary>
delegate bool ThinPart(double x, double y, double halfWidth);

/// <summary>
/// One class: a body in a bland tint, a thin part in the body's tint, and a small patterned patch, by far the easiest cue to the
/// class. A classifier needs no more than the patch, which is why its CAM stays there.
/// </summary>
/// <param name="Tint">Mean colour of the body; single objects vary around it.</param>
/// <param name="PatchX">Centre of the patch in the object's own units, where its radius is <see cref="PatchRadius"/>.</param>
sealed record ShapeClass(
    string Name, Colour Tint, Outline Body, ThinPart Thin, double PatchX, double PatchY, Pattern Patch, Texture Background)
{
    public const double PatchRadius = 0.34;

    /// <summary>What bodies are mixed with as far as their tint does not tell their class.</summary>
    public static readonly Colour CommonTint = new(0.60, 0.59, 0.60);

    /// <summary>In the order of the masks' indices, from 1; a dataset of fewer classes takes the first.</summary>
    public static IReadOnlyList<ShapeClass> All { get; } =
    [
        new("ball", new(0.74, 0.50, 0.48), Outlines.Ball,
            (x, y, w) => Outlines.NearLine(x, y, 0.5, 0.5, 1.3, 1.2, w), -0.25, -0.25, Patterns.Stripes, Textures.Grass),
        new("box", new(0.48, 0.66, 0.48), Outlines.Box,
            (x, y, w) => y < -0.7 && Outlines.NearCircle(x, y, 0, -0.72, 0.42, w), 0.3, 0.3, Patterns.Checks, Textures.Brick),
        new("tent", new(0.50, 0.53, 0.78), Outlines.Tent,
            (x, y, w) => Outlines.NearLine(x, y, 0, -0.8, 0, -1.4, w), 0, 0.3, Patterns.Dots, Textures.Sand),
        new("leaf", new(0.74, 0.71, 0.42), Outlines.Leaf,
            (x, y, w) => Outlines.NearLine(x, y, 0.9, 0, 1.6, 0.25, w), -0.45, 0, Patterns.Rings, Textures.Water),
        new("kite", new(0.68, 0.46, 0.72), Outlines.Kite,
            (x, y, w) => Outlines.NearTail(x, y, w), 0, -0.3, Patterns.Quarters, Textures.Sky),
        new("cup", new(0.44, 0.68, 0.71), Outlines.Cup,
            (x, y, w) => x > 0.6 && Outlines.NearCircle(x, y, 0.7, 0, 0.42, w), -0.15, 0.1, Patterns.Zigzag, Textures.Wood),
    ];
}
