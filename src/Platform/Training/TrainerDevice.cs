using TorchSharp;

namespace Platform.Training;

/// <summary>The device this process trains on.</summary>
static class TrainerDevice
{
    /// <summary>"cpu", or "cuda:1" by the number the machine gives it, whatever the process sees of it.</summary>
    public static string Name => !torch.cuda.is_available() ? "cpu"
        : Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { Length: > 0 } visible ? $"cuda:{visible.Split(',')[0]}" : "cuda:0";
}
