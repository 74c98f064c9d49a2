using Platform.Trainer.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class ScaleFusionTests
{
    static readonly double[] s_scales = [1.0, 1.5, 1.25];

    [Fact]
    public void The_largest_over_scales_of_an_image_and_its_mirror_image_is_taken_at_the_images_size()
    {
        using var scope = NewDisposeScope();
        var image = Image();
        var expected = s_scales.Select(s => Resize(Coarse(At(image, s)), 24, 20) + Resize(Coarse(At(image, s).flip(-1)), 24, 20).flip(-1))
            .Aggregate(maximum);
        ShouldBeEqual(ScaleFusion.Run(Networks, image, s_scales, flip: true, FusionRule.Max), expected);
    }

    [Fact]
    public void The_sum_over_scales_is_taken_on_the_grid_of_scale_1_wherever_it_stands_in_the_list()
    {
        using var scope = NewDisposeScope();
        var image = Image();
        var expected = s_scales.Select(s => Resize(Coarse(At(image, s)) + Coarse(At(image, s).flip(-1)).flip(-1), 6, 5))
            .Aggregate((a, b) => a + b);
        ShouldBeEqual(ScaleFusion.Run(Networks, image, [1.5, 1.25, 1.0], flip: true, FusionRule.Sum), expected);
    }

    [Fact]
    public void One_scale_without_mirror_images_is_the_network_itself()
    {
        using var scope = NewDisposeScope();
        var image = Image();
        ShouldBeEqual(ScaleFusion.Run(Networks, image, [1.0], flip: false, FusionRule.Sum), Coarse(image));
    }

    [Fact]
    public void Images_are_fused_each_with_its_own_mirror_image_when_several_come_together()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (Image(), Image() * -2);
        var together = ScaleFusion.Run(Networks, cat([one, other], 0), s_scales, flip: true, FusionRule.Max)[0].Logits;
        ShouldBeEqual(ScaleFusion.Run(Networks, other, s_scales, flip: true, FusionRule.Max), together[1..]);
    }

    // no symmetry, or a mirror image forgotten would not show
    static Tensor Image() => (arange(3 * 24 * 20, dtype: ScalarType.Float32) * 0.7).sin().reshape(1, 3, 24, 20);

    static IEnumerable<(string, Tensor)> Networks(Tensor images) => [("student", Coarse(images)), ("other", -Coarse(images))];

    // a quarter of the size, not a linear function of the image
    static Tensor Coarse(Tensor images) => Resize(images.sin() + images * images, images.shape[2] / 4, images.shape[3] / 4);

    static Tensor At(Tensor image, double scale) => Resize(image, (long)(24 * scale), (long)(20 * scale));

    static Tensor Resize(Tensor x, long height, long width) =>
        nn.functional.interpolate(x, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);

    static void ShouldBeEqual(IReadOnlyList<(string Network, Tensor Logits)> fused, Tensor expected)
    {
        fused.Select(f => f.Network).ShouldBe(["student", "other"]);
        fused[0].Logits.shape.ShouldBe(expected.shape);
        (fused[0].Logits - expected).abs().max().item<float>().ShouldBeLessThan(1e-5f);
    }
}
