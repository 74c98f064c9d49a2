using Platform.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Checkpoints;

/// <summary>Between tensors and safetensors entries.</summary>
static class TensorConversion
{
    /// <summary>A float32 tensor's values under a name.</summary>
    public static SafetensorsTensor ToEntry(this Tensor value, string name)
    {
        using var scope = NewDisposeScope();
        var values = value.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return SafetensorsTensor.Of<float>(name, value.shape, values);
    }

    /// <summary>Copies an entry into an existing tensor of the same shape.</summary>
    /// <exception cref="UserErrorException">The entry is missing or has another shape; the message names both.</exception>
    public static void CopyInto(this SafetensorsFile file, string name, Tensor target)
    {
        if (!file.Tensors.TryGetValue(name, out var entry))
            throw new UserErrorException($"{file.Path}: tensor '{name}' is missing");
        if (!entry.Shape.SequenceEqual(target.shape))
            throw new UserErrorException(
                $"{file.Path}: tensor '{name}' is ({string.Join(",", entry.Shape)}), the network needs ({string.Join(",", target.shape)})");
        using var none = no_grad();
        using var scope = NewDisposeScope();
        target.copy_(tensor(file.ReadFloats(name), target.shape));
    }
}
