using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public static string __version__ => TorchRuntime.Version;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Enter();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current;

    /// <summary>Runs it in a scope of its own; only its result leaves that.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static int get_num_threads() => NativeMethods.st_threads();

    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.st_set_threads(num));

    public static int get_num_interop_threads() => NativeMethods.st_interop_threads();

    public static void set_num_interop_threads(int num) => NativeMethods.Check(NativeMethods.st_set_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => NativeMethods.st_cuda_devices();

        public static bool is_cudnn_available() => false;

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);
    }
}
