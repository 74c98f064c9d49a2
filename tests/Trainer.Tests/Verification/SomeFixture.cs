using Platform.Trainer.Checkpoints;
using Platform.Trainer.Verification;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Verification;

static class SomeFixture
{
    /// <summary>Float tensors under a name; those called label are bytes.</summary>
    public static void Write(string path, params (string Name, long[] Shape, float[] Values)[] tensors) => SafetensorsFile.Write(
        path,
        tensors.Select(t => t.Name.EndsWith("label", StringComparison.Ordinal)
            ? SafetensorsTensor.Of<byte>(t.Name, t.Shape, Array.ConvertAll(t.Values, v => (byte)v))
            : SafetensorsTensor.Of<float>(t.Name, t.Shape, t.Values)),
        new Dictionary<string, string> { ["note"] = "embed_dim 24, heads 3; base lr 6e-3 (groups 0,1) and 6e-2 (groups 2,3), aux_layer -3" });

    public static Fixture Open(string path) => Fixture.Open(path, CPU);
}
