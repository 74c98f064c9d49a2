using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests;

public class ModuleGradientTests
{
    static readonly ScalarType Double = ScalarType.Float64;

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    // Each with an input it takes.
    static readonly Dictionary<string, Func<(Module<Tensor, Tensor> Layer, Tensor Input)>> s_layers = new()
    {
        ["Linear"] = () => (Linear(3, 4), randn(2, 3, Double)),
        ["Linear without bias"] = () => (Linear(3, 4, hasBias: false), randn(2, 3, Double)),
        ["Conv2d"] = () => (Conv2d(2, 3, 3, stride: 2, padding: 1), randn(1, 2, 5, 5, Double)),
        ["Conv2d dilated, reflecting"] = () => (Conv2d(2, 2, 3, padding: 2, dilation: 2, padding_mode: PaddingModes.Reflect), randn(1, 2, 5, 5, Double)),
        ["Conv2d in groups, same size"] = () => (Conv2d(2, 4, 3, Padding.Same, groups: 2), randn(1, 2, 4, 4, Double)),
        ["ConvTranspose2d"] = () => (ConvTranspose2d(2, 3, 3, stride: 2, padding: 1, output_padding: 1), randn(1, 2, 3, 3, Double)),
        ["LayerNorm"] = () => (LayerNorm(5), randn(3, 5, Double)),
        ["GroupNorm"] = () => (GroupNorm(2, 4), randn(2, 4, 3, 3, Double)),
        ["BatchNorm2d"] = () => (BatchNorm2d(3), randn(2, 3, 3, 3, Double)),
        ["GELU"] = () => (GELU(), randn(7, Double)),
        ["SiLU"] = () => (SiLU(), randn(7, Double)),
        ["Sigmoid"] = () => (Sigmoid(), randn(7, Double)),
        ["Tanh"] = () => (nn.Tanh(), randn(7, Double)),
        ["ReLU"] = () => (ReLU(), randn(7, Double)),
        ["Softmax"] = () => (Softmax(1), randn(2, 4, Double)),
        ["LogSoftmax"] = () => (LogSoftmax(1), randn(2, 4, Double)),
        ["MaxPool2d"] = () => (MaxPool2d(2), randn(1, 2, 4, 4, Double)),
        ["AvgPool2d"] = () => (AvgPool2d(3, stride: 1, padding: 1), randn(1, 2, 4, 4, Double)),
        ["AdaptiveAvgPool2d"] = () => (AdaptiveAvgPool2d(2), randn(1, 2, 5, 5, Double)),
        ["AdaptiveMaxPool2d"] = () => (AdaptiveMaxPool2d([2, 2]), randn(1, 2, 5, 5, Double)),
        ["Upsample"] = () => (Upsample([5, 7], mode: UpsampleMode.Bilinear, align_corners: true), randn(1, 2, 3, 3, Double)),
        ["Flatten"] = () => (Flatten(), randn(2, 2, 3, Double)),
        ["Sequential"] = () => (Sequential(Linear(3, 4), GELU(), Linear(4, 2)), randn(2, 3, Double)),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_has_the_gradient_of_its_differences(string name)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        var (layer, input) = s_layers[name]();
        using var _ = layer.@double();
        GradientCheck.Holds(x => layer.call(x[0]), [input], layer);
    }

    [Fact]
    public void An_embedding_has_gradients_in_the_rows_it_read()
    {
        using var scope = NewDisposeScope();
        using var table = Embedding(5, 3, dtype: Double);
        GradientCheck.Holds(x => table.call(x[0]), [tensor(new long[] { 4, 0, 4 })], table);
    }
}
