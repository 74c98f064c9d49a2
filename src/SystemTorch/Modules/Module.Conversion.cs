using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            // In place: parameters stay the objects that optimizers and fields hold. Only floating-point tensors change their type.
            internal void Convert(ScalarType? dtype, Device? device)
            {
                using var _ = no_grad();
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    var type = tensor.is_floating_point() ? dtype : null;
                    tensor.Become(tensor.to(type ?? tensor.dtype, device ?? tensor.device));
                    using var grad = tensor.grad;
                    if (grad is null)
                        continue;
                    using var moved = grad.to(type ?? grad.dtype, device ?? grad.device);
                    tensor.grad = moved;
                }
            }
        }
    }
}

/// <summary>Moves a module, in place, and gives it back.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Converted(module, null, device);
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module => Converted(module, type, device);
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Converted(module, null, new Device(deviceType, deviceIndex));
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Converted(module, null, new Device(device));
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Converted(module, type, null);
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Converted(module, other.dtype, other.device);
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, null, CPU);
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Converted(module, null, new Device(DeviceType.CUDA, deviceIndex));
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, ScalarType.Float16, null);
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, ScalarType.BFloat16, null);
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, ScalarType.Float32, null);
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, ScalarType.Float64, null);

    static T Converted<T>(T module, ScalarType? dtype, Device? device) where T : nn.Module
    {
        module.Convert(dtype, device);
        return module;
    }
}
