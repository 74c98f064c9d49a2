using SystemTorch.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_grad_enabled() => NativeMethods.st_grad_enabled() != 0;

    public static bool is_inference_mode_enabled() => NativeMethods.st_inference_enabled() != 0;

    // Both hold for the calling thread only, and must end on it.
    sealed class GradMode : IDisposable
    {
        readonly int _before = NativeMethods.st_grad_enabled();

        internal GradMode(bool on) => NativeMethods.st_set_grad_enabled(on ? 1 : 0);

        public void Dispose() => NativeMethods.st_set_grad_enabled(_before);
    }

    sealed class InferenceMode(bool on) : IDisposable
    {
        nint _guard = NativeMethods.st_inference_enter(on ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                NativeMethods.st_inference_leave(_guard);
            _guard = 0;
        }
    }

    public static class autograd
    {
        /// <summary>The gradients of the sum of the outputs (weighted by <paramref name="grad_outputs"/>); nothing is accumulated.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* o = Handles(outputs), i = Handles(inputs), g = Handles(grad_outputs), r = results)
                NativeMethods.Check(NativeMethods.st_autograd_grad(
                    o, outputs.Count, i, inputs.Count, g, grad_outputs?.Count ?? 0, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, r));
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return Array.ConvertAll(results, Tensor.Own);
        }

        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            fixed (nint* t = Handles(tensors), g = Handles(grad_tensors), i = Handles(inputs))
                NativeMethods.Check(NativeMethods.st_backward(
                    t, tensors.Count, g, grad_tensors?.Count ?? 0, retain_graph is { } keep ? keep ? 1 : 0 : -1, create_graph ? 1 : 0,
                    i, inputs?.Count ?? 0));
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(t => t is null ? 0 : t.Handle)];
    }

    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeMethods.st_requires_grad(Handle) != 0;
            set => NativeMethods.Check(NativeMethods.st_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => NativeMethods.st_is_leaf(Handle) != 0;

        /// <summary>The gradient, null before the first backward. Each read gives an object of its own over the same memory.</summary>
        public Tensor? grad
        {
            get => Own(NativeMethods.st_grad(Handle));
            set => NativeMethods.Check(NativeMethods.st_set_grad(Handle, value is null ? 0 : value.Handle));
        }

        public void retain_grad() => NativeMethods.Check(NativeMethods.st_retain_grad(Handle));

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same memory, cut off from the graph.</summary>
        public Tensor detach() => Aten.detach.Run(this);
    }
}
