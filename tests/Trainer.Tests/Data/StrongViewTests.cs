using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data;

public sealed class StrongViewTests
{
    const int Width = 5, Height = 4, Area = Width * Height;

    [Fact]
    public void It_is_the_mirrored_image_after_operations_drawn_from_the_stream()
    {
        var (planes, strong) = (Planes(), new float[3 * Area]);
        StrongView.Make(planes, Width, Height, Stream(7), strong);

        var crop = new RgbImage(Width, Height, Normalization.ToBytes(planes));
        var changed = new float[3 * Area];
        Normalization.ToPlanes(RandAugment.Apply(crop, operations: 5, magnitude: 10, Stream(7)).Pixels, changed);
        for (var i = 0; i < strong.Length; i++)
            strong[i].ShouldBe(changed[i / Width * Width + Width - 1 - i % Width]);
        strong.ShouldNotBe(planes);
    }

    [Fact]
    public void The_stream_alone_decides()
    {
        float[] Make(int seed)
        {
            var strong = new float[3 * Area];
            StrongView.Make(Planes(), Width, Height, Stream(seed), strong);
            return strong;
        }
        Make(1).ShouldBe(Make(1));
        Enumerable.Range(1, 8).Select(seed => string.Join(',', Make(seed))).Distinct().Count().ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Magnitudes_span_the_published_ranges_and_posterize_keeps_a_bit()
    {
        RandAugment.Value("Posterize", 10).ShouldBe(2, 1e-12);
        RandAugment.Value("Color", 10).ShouldBe(0.7, 1e-12);
        RandAugment.Value("Color", 30).ShouldBe(1.9, 1e-12);
        var image = new RgbImage(1, 1, [255, 127, 128]);
        RandAugment.Apply(image, "Posterize", 0).Pixels.ShouldBe([128, 0, 128]);
        Should.Throw<ArgumentException>(() => RandAugment.Apply(image, "Rotate", 1)).Message.ShouldContain("Rotate");
    }

    static RandomStream Stream(int seed) => new(seed, RandomPurpose.Augmentation);

    static float[] Planes()
    {
        var planes = new float[3 * Area];
        Normalization.ToPlanes([.. Enumerable.Range(0, 3 * Area).Select(i => (byte)(i * 41 % 251))], planes);
        return planes;
    }
}
