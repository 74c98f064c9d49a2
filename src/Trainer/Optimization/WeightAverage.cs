using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Optimization;

/// <summary>A network whose weights are the exponential average of another's: <c>a ← m a + (1-m) w</c>.</summary>
static class WeightAverage
{
    /// <summary>Averages parameters, by name (CoSA, main.py); with buffers also what normalisation has counted (RecurSeed, ModelEMA).</summary>
    public static void Update(nn.Module average, nn.Module online, double momentum, bool buffers = false)
    {
        var from = Tensors(online, buffers);
        foreach (var (name, target) in Tensors(average, buffers))
            if (target.is_floating_point())
                Update(target, from[name], momentum);
    }

    public static void Update(Tensor average, Tensor online, double momentum)
    {
        using var none = no_grad();
        average.mul_(momentum).add_(online, 1 - momentum);
    }

    /// <summary>A momentum that grows to its full value: <c>m (1 - e^{-updates/2000})</c> (RecurSeed, tools/ai/torch_utils.py).</summary>
    public static double Ramped(double momentum, long updates) => momentum * (1 - Math.Exp(-updates / 2000.0));

    static Dictionary<string, Tensor> Tensors(nn.Module network, bool buffers) =>
        buffers ? network.state_dict() : network.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
}
