namespace Platform.Trainer.Data.Shapes;

/// <summary>One object: where it is (pixels), how large, how turned (radians), and its own colour.</summary>
/// <param name="Label">The class index in masks, from 1.</param>
sealed record SceneObject(int Label, double X, double Y, double Radius, double Angle, bool IsMirrored, Colour Tint)
{
    public ShapeClass Class => ShapeClass.All[Label - 1];
}

/// <summary>What a picture shows, back to front, before anything is painted.</summary>
sealed record ShapesScene(IReadOnlyList<SceneObject> Objects, Texture Background, Colour Light, SmoothNoise Noise)
{
    /// <summary>Picture <paramref name="index"/> of the dataset; pictures are independent of each other.</summary>
    public static ShapesScene Draw(ShapesConfig config, int index, int attempt)
    {
        var random = new RandomStream(config.Seed, RandomPurpose.ShapesScene, index, attempt);
        var labels = Enumerable.Range(1, config.Classes).ToArray();
        random.Shuffle(labels.AsSpan());
        var roll = random.NextDouble();
        var count = Math.Min(config.Classes, roll < 0.4 ? 1 : roll < 0.8 ? 2 : 3);
        var objects = labels[..count].Select(label => Place(label, config, random)).ToArray();

        var tied = labels[random.Below(count)];
        var background = random.Chance(config.BackgroundTie) ? tied : 1 + random.Below(config.Classes);
        var light = new Colour(0, 0, 0).Vary(random, light: 0.08, tint: 0.03);
        return new ShapesScene(objects, ShapeClass.All[background - 1].Background, light, new SmoothNoise((uint)random.Below(int.MaxValue)));
    }

    static SceneObject Place(int label, ShapesConfig config, RandomStream random)
    {
        var size = config.Size;
        var radius = random.Between(config.MinRadius, config.MaxRadius) * size;
        var margin = 0.7 * radius; // so that up to about a third of an object lies outside the picture
        return new SceneObject(
            label,
            random.Between(margin, size - margin),
            random.Between(margin, size - margin),
            radius,
            random.Between(-Math.PI / 3, Math.PI / 3),
            random.Chance(0.5),
            Colour.Mix(ShapeClass.CommonTint, ShapeClass.All[label - 1].Tint, config.OwnTint).Vary(random, light: 0.08, tint: 0.03));
    }
}
