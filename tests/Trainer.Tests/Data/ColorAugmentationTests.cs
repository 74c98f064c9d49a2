using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data;

public sealed class ColorAugmentationTests
{
    static readonly DatasetConfig s_off = new()
    {
        Kind = "voc", Folder = "here", ColorJitter = new() { Probability = 0 }, Grayscale = 0, Blur = new() { Probability = 0 },
    };

    static readonly RgbImage s_image = SmallVoc.Image(3);

    [Fact]
    public void All_switched_off_leave_the_image() => Apply(s_off, 1).Pixels.ShouldBe(s_image.Pixels);

    [Fact]
    public void The_stream_goes_on_the_same_whatever_is_switched_on()
    {
        var on = new DatasetConfig { Kind = "voc", Folder = "here", Grayscale = 1 };
        var (one, other) = (Stream(5), Stream(5));
        ColorAugmentation.Apply(s_image, on, one);
        ColorAugmentation.Apply(s_image, s_off, other);
        one.NextDouble().ShouldBe(other.NextDouble());
    }

    [Fact]
    public void Defaults_are_the_published_ones()
    {
        var config = new DatasetConfig { Kind = "voc", Folder = "here" };
        config.ColorJitter.ShouldBe(new() { Probability = 0.8, Brightness = 0.4, Contrast = 0.4, Saturation = 0.2, Hue = 0.1 });
        config.Grayscale.ShouldBe(0.2);
        config.Blur.ShouldBe(new() { Probability = 1, MinRadius = 0.1, MaxRadius = 2 });
        config.SecondFlip.ShouldBeFalse();
    }

    [Fact]
    public void Grey_leaves_three_equal_channels() =>
        Apply(s_off with { Grayscale = 1 }, 1).Pixels.Chunk(3).ShouldAllBe(p => p[0] == p[1] && p[1] == p[2]);

    [Fact]
    public void Each_happens_as_often_as_its_probability_says()
    {
        Share(s_off with { ColorJitter = new() { Probability = 0.8 } }).ShouldBe(0.8, 0.07);
        Share(s_off with { Grayscale = 0.2 }).ShouldBe(0.2, 0.07);
        Share(s_off with { Blur = new() { Probability = 0.5, MinRadius = 1 } }).ShouldBe(0.5, 0.07);
    }

    [Theory]
    [InlineData("brightness")]
    [InlineData("contrast")]
    [InlineData("saturation")]
    [InlineData("hue")]
    public void Each_part_of_the_jitter_works_alone(string part)
    {
        var jitter = new ColorJitterConfig { Probability = 1, Brightness = 0, Contrast = 0, Saturation = 0, Hue = 0 };
        Apply(s_off with { ColorJitter = jitter }, 2).Pixels.ShouldBe(ThroughHsv(s_image).Pixels, "nothing but the way to HSV and back");
        jitter = part switch
        {
            "brightness" => jitter with { Brightness = 0.4 },
            "contrast" => jitter with { Contrast = 0.4 },
            "saturation" => jitter with { Saturation = 0.2 },
            _ => jitter with { Hue = 0.1 },
        };
        Apply(s_off with { ColorJitter = jitter }, 2).Pixels.ShouldNotBe(ThroughHsv(s_image).Pixels);
    }

    // the order matters: brightness clips what contrast would have brought back
    [Fact]
    public void The_order_of_the_jitter_is_drawn()
    {
        var jitter = new ColorJitterConfig { Probability = 1, Brightness = 0.4, Contrast = 0.4, Saturation = 0, Hue = 0 };
        var (brightFirst, contrastFirst) = (0, 0);
        for (var n = 0; n < 60; n++)
        {
            var random = Stream(n);
            random.NextDouble();
            var (brightness, contrast) = ((float)random.Between(0.6, 1.4), (float)random.Between(0.6, 1.4));
            var pixels = Apply(s_off with { ColorJitter = jitter }, n).Pixels;
            var toBrightFirst = Distance(pixels, ColorOperations.Contrast(ColorOperations.Brightness(s_image, brightness), contrast));
            var toContrastFirst = Distance(pixels, ColorOperations.Brightness(ColorOperations.Contrast(s_image, contrast), brightness));
            Math.Min(toBrightFirst, toContrastFirst).ShouldBeLessThan(1.5, "beside one of the two orders only the way to HSV and back");
            brightFirst += toBrightFirst < toContrastFirst ? 1 : 0;
            contrastFirst += toContrastFirst < toBrightFirst ? 1 : 0;
        }
        brightFirst.ShouldBeGreaterThan(15);
        contrastFirst.ShouldBeGreaterThan(15);
    }

    static double Distance(byte[] pixels, RgbImage other) => pixels.Zip(other.Pixels).Average(p => Math.Abs(p.First - p.Second));

    static RgbImage ThroughHsv(RgbImage image) => HueRotation.Apply(image, 0);

    static double Share(DatasetConfig config) =>
        Enumerable.Range(0, 600).Count(n => !Apply(config, n).Pixels.AsSpan().SequenceEqual(s_image.Pixels)) / 600.0;

    static RgbImage Apply(DatasetConfig config, int seed) => ColorAugmentation.Apply(s_image, config, Stream(seed));

    static RandomStream Stream(int seed) => new(seed, RandomPurpose.Augmentation);
}
