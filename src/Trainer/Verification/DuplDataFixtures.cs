using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Methods;
using TorchSharp;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of what happens to images on the way in, and of the scores on the way out.</summary>
static class DuplDataFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_randaug_ops", StrongOperations),
        ("dupl_geometry_ops", Geometry),
        ("dupl_denormalize", Unnormalising),
        ("dupl_miou", Scores),
    ];

    static void StrongOperations(Fixture fixture, FixtureReport report)
    {
        var (image, magnitude) = (fixture.Image("in.image"), fixture.Int("in.m"));
        foreach (var name in fixture.Names.Where(n => n.StartsWith("out.", StringComparison.Ordinal)).Select(n => n["out.".Length..]))
        {
            report.Equal("out." + name, RandAugment.Apply(image, name, magnitude).Pixels);
            report.Holds(Math.Abs(RandAugment.Value(name, magnitude) - fixture.Float("in.value." + name)) < 1e-6,
                $"in.value.{name}: magnitude {magnitude} means {RandAugment.Value(name, magnitude)}");
        }
    }

    static void Geometry(Fixture fixture, FixtureReport report)
    {
        var image = fixture.Image("in.image");
        foreach (var i in fixture.Numbered("out.rescaled"))
        {
            var shape = fixture.Shape($"out.rescaled{i}");
            var resized = Resampling.Bilinear(image, (int)shape[1], (int)shape[0]);
            report.Equal($"out.rescaled{i}", resized.Pixels);
            if (!fixture.Has($"in.draws{i}_Hpad_Wpad_Hstart_Wstart"))
                continue;
            var draws = Array.ConvertAll(fixture.Longs($"in.draws{i}_Hpad_Wpad_Hstart_Wstart"), v => (int)v);
            var crop = new RandomCrop(fixture.Int("in.crop"), draws[0], draws[1], draws[2], draws[3]);
            report.Equal($"out.crop{i}", crop.Cut(resized.Pixels, resized.Width, resized.Height, channels: 3, outside: 0));
            report.Equal($"out.img_box{i}", [.. crop.Box(resized.Width, resized.Height).Select(v => (long)v)]);
        }
        foreach (var i in fixture.Numbered("out.blur"))
            report.Equal($"out.blur{i}", Blur.Gaussian(image, fixture.Floats("in.blur_radii")[i]).Pixels);
        var planes = new float[image.Pixels.Length];
        Normalization.ToPlanes(image.Pixels, planes);
        report.Near("out.normalize_img", ToPixels(planes), 1e-5);
    }

    static void Unnormalising(Fixture fixture, FixtureReport report)
    {
        var size = (int)(fixture.Shape("in.normalised")[1] * fixture.Shape("in.normalised")[2] * fixture.Shape("in.normalised")[3]);
        var bytes = fixture.Floats("in.normalised").Chunk(size).SelectMany(planes => ToPlanes(Normalization.ToBytes(planes)));
        report.Equal("out.denorm_uint8", (IReadOnlyList<byte>)[.. bytes]);
        report.Near("out.denorm_01", TensorBatch.Unnormalise(fixture.Tensor("in.normalised")), 1e-6);
    }

    static void Scores(Fixture fixture, FixtureReport report)
    {
        foreach (var (output, prediction) in new[] { ("seg", "pred"), ("pseudo", "pseudo") })
        {
            var matrix = new ConfusionMatrix(fixture.Int("in.num_classes"));
            foreach (var i in fixture.Numbered("in.gt"))
                matrix.Add(fixture.Bytes($"in.{prediction}{i}"), fixture.Bytes($"in.gt{i}"));
            if (output == "seg")
                report.Equal("out.confusion", [.. matrix.ToRows().SelectMany(r => r)]);
            report.Near($"out.{output}.iou", [.. matrix.Iou().Select(v => (float)v)], 1e-6);
            report.Near($"out.{output}.miou", matrix.MeanIou(), 1e-6);
            report.Near($"out.{output}.pAcc", matrix.PixelAccuracy(), 1e-6);
            report.Near($"out.{output}.mAcc", matrix.MeanClassAccuracy(), 1e-6);
        }
    }

    // (3,H,W) → (H,W,3)
    static float[] ToPixels(float[] planes) => [.. planes.Select((_, i) => planes[i % 3 * (planes.Length / 3) + i / 3])];

    // (H,W,3) → (3,H,W)
    static byte[] ToPlanes(byte[] pixels) => [.. pixels.Select((_, i) => pixels[i % (pixels.Length / 3) * 3 + i / (pixels.Length / 3)])];
}
