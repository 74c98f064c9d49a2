using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class PreviewPainterTests
{
    static readonly RgbImage s_grey = new(4, 2, [.. Enumerable.Repeat((byte)100, 24)]);

    [Fact]
    public void Labels_are_tinted_and_background_is_left_grey()
    {
        var mask = new LabelMask(4, 2, [0, 1, 2, 255, 0, 0, 0, 0]);
        var pixels = PngCodec.DecodeRgb(PreviewPainter.Labels(s_grey, mask), "labels").Pixels;
        pixels[..3].ShouldBe([100, 100, 100]);
        pixels[3].ShouldBeGreaterThan(pixels[4]); // class 1 is red
        pixels[7].ShouldBeGreaterThan(pixels[6]); // class 2 is green
        pixels[9].ShouldBeGreaterThan((byte)150); // ignored is light
    }

    [Fact]
    public void A_stronger_activation_is_lighter()
    {
        float[] cam = [-1, 0, 0.25f, 0.5f, 0.75f, 1, 7, float.NaN];
        var pixels = PngCodec.DecodeRgb(PreviewPainter.Cam(s_grey, cam, 4, 2), "cam").Pixels;
        var light = pixels.Chunk(3).Select(p => 299 * p[0] + 587 * p[1] + 114 * p[2]).ToArray();
        light[0].ShouldBe(light[1]);
        light[1..6].ShouldBe(light[1..6].Order().Distinct());
        light[6].ShouldBe(light[5]);
        light[7].ShouldBe(light[0]);
    }

    [Fact]
    public void A_large_picture_is_scaled_down_and_its_labels_with_it()
    {
        var image = new RgbImage(600, 300, new byte[600 * 300 * 3]);
        var png = PreviewPainter.Labels(image, new LabelMask(600, 300, new byte[600 * 300]));
        var shown = PngCodec.DecodeRgb(png, "labels");
        (shown.Width, shown.Height).ShouldBe((256, 128));
    }

    [Fact]
    public void A_batch_gives_its_images_back()
    {
        var image = new RgbImage(4, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))]);
        var planes = new float[2 * 24];
        Normalization.ToPlanes(image.Pixels, planes.AsSpan(24));
        var batch = new ImageBatch
        {
            Ids = ["a", "b"], Height = 2, Width = 4, ClassCount = 1, Images = planes, Tags = [0, 0], Boxes = new int[8], Masks = new byte[16],
        };
        var back = PreviewPainter.ImageOf(batch, 1);
        for (var i = 0; i < 24; i++)
            Math.Abs(back.Pixels[i] - image.Pixels[i]).ShouldBeLessThanOrEqualTo(1);
    }
}
