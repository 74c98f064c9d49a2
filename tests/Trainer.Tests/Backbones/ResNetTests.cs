using Platform.Contracts;
using Platform.Trainer.Backbones;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Backbones;

public sealed class ResNetTests
{
    [Theory]
    [InlineData(50, 318)]
    [InlineData(101, 624)]
    public void Names_are_torchvisions_without_the_classifier(int layers, int count)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new() { Layers = layers });
        var state = network.state_dict();
        state.Count.ShouldBe(count);
        state["conv1.weight"].shape.ShouldBe([64, 3, 7, 7]);
        state["layer2.0.downsample.0.weight"].shape.ShouldBe([512, 256, 1, 1]);
        state["layer4.2.bn3.running_var"].shape.ShouldBe([2048]);
        state.ShouldContainKey($"layer3.{(layers == 50 ? 5 : 22)}.conv2.weight");
        state.ShouldNotContainKey("layer4.3.conv1.weight");
    }

    [Theory]
    [InlineData(8, 8, 8)]
    [InlineData(16, 8, 4)]
    public void The_output_stride_decides_the_size_of_the_last_maps(int stride, int third, int last)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var network = new ResNet(new() { OutputStride = stride });
        network.eval();
        var features = network.forward(zeros(1, 3, 64, 64));
        features.C2.shape.ShouldBe([1, 256, 16, 16]);
        features.C3.shape.ShouldBe([1, 512, third, third]);
        features.C4.shape.ShouldBe([1, 1024, last, last]);
        features.C5.shape.ShouldBe([1, 2048, last, last]);
    }

    [Fact]
    public void A_stride_or_depth_that_does_not_exist_is_an_error_that_names_it()
    {
        Should.Throw<UserErrorException>(() => new ResNet(new() { OutputStride = 32 })).Message.ShouldContain("outputStride is 32");
        Should.Throw<UserErrorException>(() => new ResNet(new() { Layers = 18 })).Message.ShouldContain("layers is 18");
    }
}
