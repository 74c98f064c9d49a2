using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array that libtorch owns. Dispose it, or let the surrounding dispose scope; the finalizer is only a backstop,
    /// since the garbage collector does not see native memory.
    /// </summary>
    public unsafe partial class Tensor : IDisposable
    {
        static long s_live, s_peak;

        nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            var live = Interlocked.Increment(ref s_live);
            if (live > Volatile.Read(ref s_peak))
                s_peak = live;  // races only make the peak a little too low
            DisposeScopeManager.Created(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Live tensors of the process.</summary>
        public static long TotalCount => Volatile.Read(ref s_live);

        public static long PeakCount => Volatile.Read(ref s_peak);

        public bool IsInvalid => _handle == 0;

        public nint Handle
        {
            get
            {
                var handle = _handle;
                return handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor), "the tensor is disposed");
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        // Where the owning scope keeps it.
        internal int ScopeSlot { get; set; }

        // Takes over a reference; the undefined tensor is null.
        internal static Tensor Own(nint handle) => handle == 0 ? null! : new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            NativeMethods.st_free(handle);
            Forget(disposing);
        }

        /// <summary>Gives the native reference to the caller; the tensor is invalid afterwards.</summary>
        public nint DecoupleFromNativeHandle()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Forget(disposing: true);
                GC.SuppressFinalize(this);
            }
            return handle;
        }

        // Takes over the other's reference in place of its own, keeping what it is registered with.
        internal void Become(Tensor other)
        {
            var requires = requires_grad && is_leaf;
            var taken = other.DecoupleFromNativeHandle();
            NativeMethods.st_free(Interlocked.Exchange(ref _handle, taken));
            if (requires)
                requires_grad = true;
        }

        void Forget(bool disposing)
        {
            Interlocked.Decrement(ref s_live);
            if (!disposing)
                return;
            var scope = OwningDisposeScope;
            scope?.Remove(this);
            DisposeScopeManager.Disposed(scope is not null);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is { } scope)
                scope.MoveToOther(other, this);
            else
                other.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) =>
            other.OwningDisposeScope is { } scope ? MoveToOtherDisposeScope(scope) : DetachFromDisposeScope();

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Whether both have the same shape and elements.</summary>
        public bool Equals(Tensor target) => s_equal.RunValue(this, target).Integer != 0;

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        static readonly Op s_equal = new("equal");
    }
}
