using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests;

public class FunctionalGradientTests
{
    static readonly ScalarType Double = ScalarType.Float64;

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    static readonly Dictionary<string, Func<(Func<Tensor[], Tensor> Function, Tensor[] Inputs)>> s_functions = new()
    {
        ["nearest"] = () => (x => interpolate(x[0], [5, 6]), [Picture()]),
        ["bilinear"] = () => (x => interpolate(x[0], [5, 6], mode: InterpolationMode.Bilinear, align_corners: false), [Picture()]),
        ["bicubic"] = () => (x => interpolate(x[0], scale_factor: [2.0], mode: InterpolationMode.Bicubic, align_corners: true), [Picture()]),
        ["antialiased"] = () => (x => interpolate(x[0], [2, 2], mode: InterpolationMode.Bilinear, antialias: true), [Picture()]),
        ["pad"] = () => (x => pad(x[0], (1, 2, 0, 1), PaddingModes.Constant, 3), [Picture()]),
        ["reflect"] = () => (x => pad(x[0], (1, 2, 1, 1), PaddingModes.Reflect), [Picture()]),
        ["replicate"] = () => (x => pad(x[0], (1, 2, 1, 1), PaddingModes.Replicate), [Picture()]),
        ["unfold and fold"] = () => (x => fold(unfold(x[0], 3, padding: 1) * 2, 4, 3, padding: 1), [Picture()]),
        ["grid sample"] = () => (x => grid_sample(x[0], x[1], align_corners: false), [Picture(), rand(1, 3, 3, 2, Double) - 0.5]),
        ["attention"] = () => (x => scaled_dot_product_attention(x[0], x[1], x[2]), Heads()),
        ["causal attention"] = () => (x => scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true), Heads()),
        ["masked attention"] = () => (x => scaled_dot_product_attention(x[0], x[1], x[2], tensor(new[] { true, false, true, true })), Heads()),
        ["cross entropy"] = () => (x => cross_entropy(x[0], tensor(new long[] { 1, 255, 0 }), ignore_index: 255), [randn(3, 4, Double)]),
        ["weighted cross entropy"] = () => (x => cross_entropy(x[0], tensor(new long[] { 1, 3, 0 }), tensor(new[] { 1.0, 2, 3, 4 })), [randn(3, 4, Double)]),
        ["cross entropy a pixel"] = () =>
            (x => cross_entropy(x[0], randint(0, 2, [1, 4, 4], generator: new Generator(1)), reduction: nn.Reduction.None), [Picture()]),
        ["binary cross entropy"] = () => (x => binary_cross_entropy(x[0].sigmoid(), Targets()), [randn(2, 3, Double)]),
        ["with logits"] = () => (x => binary_cross_entropy_with_logits(x[0], Targets(), pos_weights: tensor(new[] { 1.0, 2, 3 })), [randn(2, 3, Double)]),
        ["multilabel"] = () => (x => multilabel_soft_margin_loss(x[0], Targets()), [randn(2, 3, Double)]),
        ["mse"] = () => (x => mse_loss(x[0], x[1]), [randn(2, 3, Double), randn(2, 3, Double)]),
        ["l1"] = () => (x => l1_loss(x[0], x[1], nn.Reduction.Sum), [randn(2, 3, Double), randn(2, 3, Double)]),
        ["smooth l1"] = () => (x => smooth_l1_loss(x[0], x[1], beta: 0.5), [randn(2, 3, Double), randn(2, 3, Double)]),
        ["kl"] = () => (x => kl_div(x[0].log_softmax(1), x[1].log_softmax(1)), [randn(2, 3, Double), randn(2, 3, Double)]),
        ["normalize"] = () => (x => normalize(x[0]), [randn(2, 3, Double)]),
        ["cosine"] = () => (x => cosine_similarity(x[0], x[1]), [randn(2, 3, Double), randn(2, 3, Double)]),
        ["index and mask"] = () => (x => cat([x[0][.., 1], x[0].masked_select(x[0].detach() > 0)]), [randn(2, 3, Double)]),
        ["einsum"] = () => (x => einsum("bij,bjk->bik", x[0], x[1]), [randn(2, 2, 3, Double), randn(2, 3, 2, Double)]),
        ["quotient"] = () => (x => 2.0 / x[0] - 1 / (x[0] + 3), [rand(4, Double) + 0.5]),
        ["gather and scatter"] = () =>
            (x => x[0].gather(1, Places()).scatter_add(1, Places(), x[0]), [randn(2, 3, Double)]),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_the_gradient_of_its_differences(string name)
    {
        manual_seed(5);
        using var scope = NewDisposeScope();
        var (function, inputs) = s_functions[name]();
        GradientCheck.Holds(function, [.. inputs.Select(i => i.detach())]);
    }

    static Tensor Picture() => randn(1, 2, 4, 4, Double);

    static Tensor[] Heads() => [randn(1, 2, 4, 3, Double), randn(1, 2, 4, 3, Double), randn(1, 2, 4, 3, Double)];

    static Tensor Targets() => tensor(new[,] { { 1.0, 0, 1 }, { 0, 0, 1 } });

    static Tensor Places() => tensor(new long[,] { { 2, 0, 0 }, { 1, 2, 1 } });
}
