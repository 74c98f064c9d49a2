using System.Runtime.InteropServices;

namespace SystemTorch.Native;

/// <summary>The functions of shim.cpp. Those that only read a field skip the GC transition: they cost as much as a call.</summary>
static unsafe partial class NativeMethods
{
    public const string Library = "systemtorch";

    [LibraryImport(Library)] internal static partial nint st_last_error();
    [LibraryImport(Library)] internal static partial nint st_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint st_find(string name, string overload);
    [LibraryImport(Library)] internal static partial int st_call(nint op, NativeArgument* arguments, int count, NativeArgument** results);

    [LibraryImport(Library)] internal static partial nint st_tensor_from(void* data, long bytes, int dtype, long* sizes, int dimensions);
    [LibraryImport(Library)] internal static partial void st_free(nint tensor);
    [LibraryImport(Library)] internal static partial nint st_alias(nint tensor);
    [LibraryImport(Library)] internal static partial nint st_data(nint tensor);
    [LibraryImport(Library)] internal static partial long* st_strides(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long* st_sizes(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_device(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_storage_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_is_contiguous(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_is_sparse(nint tensor);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int st_is_leaf(nint tensor);
    [LibraryImport(Library)] internal static partial int st_set_requires_grad(nint tensor, int on);
    [LibraryImport(Library)] internal static partial int st_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial nint st_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int st_set_grad(nint tensor, nint grad);
    [LibraryImport(Library)] internal static partial void st_clear_grads(nint* tensors, int count);

    [LibraryImport(Library)]
    internal static partial int st_backward(
        nint* tensors, int count, nint* grads, int gradCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial int st_autograd_grad(
        nint* outputs, int count, nint* inputs, int inputCount, nint* grads, int gradCount, int retainGraph, int createGraph,
        int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_grad_enabled();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void st_set_grad_enabled(int on);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_inference_enabled();
    [LibraryImport(Library)] internal static partial nint st_inference_enter(int on);
    [LibraryImport(Library)] internal static partial void st_inference_leave(nint guard);

    [LibraryImport(Library)] internal static partial nint st_generator_new(ulong seed);
    [LibraryImport(Library)] internal static partial nint st_generator_default();
    [LibraryImport(Library)] internal static partial void st_generator_free(nint generator);
    [LibraryImport(Library)] internal static partial ulong st_generator_seed(nint generator);
    [LibraryImport(Library)] internal static partial void st_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial nint st_generator_state(nint generator);
    [LibraryImport(Library)] internal static partial int st_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int st_manual_seed(ulong seed);

    [LibraryImport(Library)] internal static partial int st_threads();
    [LibraryImport(Library)] internal static partial int st_interop_threads();
    [LibraryImport(Library)] internal static partial int st_set_threads(int n);
    [LibraryImport(Library)] internal static partial int st_set_interop_threads(int n);
    [LibraryImport(Library)] internal static partial int st_cuda_devices();

    /// <summary>Turns a failed call into libtorch's own message.</summary>
    internal static void Check(int status)
    {
        if (status < 0)
            throw LastError();
    }

    /// <summary>The same for calls that give a handle.</summary>
    internal static nint Check(nint handle) => handle != 0 ? handle : throw LastError();

    internal static ExternalException LastError() => new(Marshal.PtrToStringUTF8(st_last_error()));
}
