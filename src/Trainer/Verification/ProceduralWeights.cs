using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>
/// Weights that fixtures name but do not hold: each element follows from its tensor's full state-dict name and its position (goldens,
/// README-2.md, "Procedural weights").
/// </summary>
static class ProceduralWeights
{
    const float LogitScale = 2.6592600369f; // ln(1/0.07)

    /// <summary>Every parameter and buffer of the module but the batch counters.</summary>
    /// <param name="prefix">Before the module's own names: "decoder.".</param>
    public static void Fill(nn.Module module, string prefix = "")
    {
        using var none = no_grad();
        foreach (var (name, target) in module.state_dict())
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                continue;
            using var scope = NewDisposeScope();
            target.copy_(tensor(Values(prefix + name, target.shape), target.shape));
        }
    }

    static float[] Values(string name, long[] shape)
    {
        var (scale, centre) = Range(name, shape);
        var seed = Hash(name);
        var values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        for (var j = 0; j < values.Length; j++)
            values[j] = (float)(centre + scale * Unit(seed, (uint)j));
        return values;
    }

    // value = centre + scale p
    static (double Scale, double Centre) Range(string name, long[] shape) => name switch
    {
        _ when name.EndsWith("running_mean", StringComparison.Ordinal) => (0.1, 0),
        _ when name.EndsWith("running_var", StringComparison.Ordinal) => (0.5, 1),
        _ when name.EndsWith("logit_scale", StringComparison.Ordinal) => (0, LogitScale),
        _ when shape.Length >= 2 => (Math.Sqrt(3.0 / shape[1..].Aggregate(1L, (product, length) => product * length)), 0),
        _ when name.EndsWith("weight", StringComparison.Ordinal) => (0.2, 1),
        _ when name.EndsWith("bias", StringComparison.Ordinal) => (0.1, 0),
        _ => (0.5, 0),
    };

    // FNV-1a
    static uint Hash(string name)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ part) * 16777619u;
        return hash;
    }

    // in [-1, 1)
    static double Unit(uint seed, uint index)
    {
        var z = seed + index * 0x9E3779B9u;
        z = (z ^ (z >> 16)) * 0x85EBCA6Bu;
        z = (z ^ (z >> 13)) * 0xC2B2AE35u;
        return 2.0 * (z ^ (z >> 16)) / 4294967296.0 - 1;
    }
}
