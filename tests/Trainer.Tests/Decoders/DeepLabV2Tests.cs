using Platform.Trainer.Backbones;
using Platform.Trainer.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Decoders;

public sealed class DeepLabV2Tests
{
    [Fact]
    public void Names_are_the_published_ones_and_logits_have_the_images_size()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var network = new DeepLabV2(new() { OutputStride = 8 }, classes: 21);
        network.eval();
        var state = network.state_dict();
        state.Count.ShouldBe(318 + 8); // ResNet-50, and weight and bias of four convolutions
        state["model.layer4.2.bn3.running_var"].shape.ShouldBe([2048]);
        foreach (var branch in Enumerable.Range(1, 4))
        {
            state[$"aspp.aspp{branch}.weight"].shape.ShouldBe([21, 2048, 3, 3]);
            state[$"aspp.aspp{branch}.bias"].shape.ShouldBe([21]);
        }
        network.forward(zeros(1, 3, 33, 49)).shape.ShouldBe([1, 21, 33, 49]);
    }

    [Fact]
    public void It_is_four_dilated_classifiers_on_the_last_map_summed_and_enlarged()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var network = new DeepLabV2(new() { OutputStride = 8 }, classes: 3);
        network.eval();
        var state = network.state_dict();
        using var backbone = new ResNet(new() { OutputStride = 8 });
        backbone.eval();
        foreach (var (name, value) in backbone.state_dict())
            value.copy_(state["model." + name]);
        var image = randn(1, 3, 40, 24);
        var map = backbone.forward(image).C5;                                                  // (1,2048,5,3)

        var sum = zeros(1, 3, 5, 3);
        foreach (var (branch, dilation) in new[] { (1, 6), (2, 12), (3, 18), (4, 24) })
        {
            // maps so small that of every kernel only the middle touches them
            var middle = state[$"aspp.aspp{branch}.weight"][.., .., 1, 1];
            dilation.ShouldBeGreaterThan(5);
            sum += einsum("bdhw,kd->bkhw", map, middle) + state[$"aspp.aspp{branch}.bias"].view(1, 3, 1, 1);
        }
        var wanted = nn.functional.interpolate(sum, [40, 24], mode: InterpolationMode.Bilinear, align_corners: false);
        (network.forward(image) - wanted).abs().max().ToSingle().ShouldBeLessThan(1e-4f);
    }
}
