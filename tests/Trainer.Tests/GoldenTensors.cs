using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests;

/// <summary>Fixtures as tensors.</summary>
static class GoldenTensors
{
    /// <summary>A float tensor.</summary>
    public static Tensor Tensor(this Golden golden, string name) => tensor(golden.Floats(name), golden.Sizes(name));

    /// <summary>Labels, which the fixtures hold as bytes, as the int64 that torch indexes with.</summary>
    public static Tensor Labels(this Golden golden, string name) => tensor(golden.Bytes(name), golden.Sizes(name)).to(ScalarType.Int64);

    public static int[] Boxes(this Golden golden) => Array.ConvertAll(golden.Longs("in.img_box"), side => (int)side);

    /// <summary>Every weight of the module, by its published name.</summary>
    public static void LoadInto(this Golden golden, nn.Module module)
    {
        using var _ = no_grad();
        foreach (var (name, target) in module.state_dict())
            target.copy_(golden.Tensor("state." + name));
    }

    public static void ShouldAgree(this Tensor actual, Golden golden, string name, double tolerance)
    {
        actual.shape.ShouldBe(golden.Sizes(name), name);
        Golden.ShouldAgree(actual.Values(), golden.Floats(name), tolerance, name);
    }

    public static void ShouldHaveLabels(this Tensor actual, Golden golden, string name, double share = 1) =>
        Golden.ShouldMatch(actual.to(ScalarType.Byte).contiguous().data<byte>().ToArray(), golden.Bytes(name), share, name);

    public static float[] Values(this Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    static long[] Sizes(this Golden golden, string name) => Array.ConvertAll(golden.Shape(name), d => (long)d);
}
