using System.Runtime.InteropServices;
using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generators; the one of the CPU is returned.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long initial_seed() => random.initial_seed();

    public static long seed() => random.seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            NativeMethods.Check(NativeMethods.st_manual_seed((ulong)seed));
            return Generator.Default;
        }

        public static long initial_seed() => Generator.Default.initial_seed();

        public static long seed() => Generator.Default.seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>A stream of random numbers on the CPU, with a state that can be saved and restored.</summary>
    public class Generator : IDisposable
    {
        static readonly Lazy<Generator> s_default = new(() => new Generator(NativeMethods.Check(NativeMethods.st_generator_default())));

        Generator(nint handle) => Handle = handle;

        public Generator(ulong seed = 0, Device? device = null)
            : this(NativeMethods.Check(NativeMethods.st_generator_new(seed)))
        {
        }

        ~Generator() => Dispose(false);

        public static Generator Default => s_default.Value;

        public nint Handle { get; private set; }

        public Device device { get; private set; } = CPU;

        public Generator manual_seed(long seed)
        {
            NativeMethods.st_generator_set_seed(Handle, (ulong)seed);
            return this;
        }

        public long initial_seed() => (long)NativeMethods.st_generator_seed(Handle);

        /// <summary>Seeds it from the system's randomness; gives the seed.</summary>
        public long seed()
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
            var drawn = MemoryMarshal.Read<long>(bytes) & long.MaxValue;
            manual_seed(drawn);
            return drawn;
        }

        public Tensor get_state() => Tensor.Own(NativeMethods.Check(NativeMethods.st_generator_state(Handle)));

        public void set_state(Tensor value) => NativeMethods.Check(NativeMethods.st_generator_set_state(Handle, value.Handle));

        public void Dispose()
        {
            if (ReferenceEquals(this, s_default.IsValueCreated ? s_default.Value : null))
                return;  // shared by everyone
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0)
                NativeMethods.st_generator_free(Handle);
            Handle = 0;
        }
    }
}
