using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace SystemTorch.Native;

/// <summary>
/// An ATen operator by its schema name, found in libtorch at its first call. Arguments that are left off at the end take the schema's defaults.
/// </summary>
sealed unsafe class Op(string name, string overload = "")
{
    const int ScratchLength = 64;

    nint _handle;

    /// <summary>Runs it; the first result. An operator that works in place gives, as TorchSharp's do, a new object over the same memory.</summary>
    internal Tensor Run(params ReadOnlySpan<Arg> arguments) => Tensor.Own(Call(arguments)[0].Pointer);

    /// <summary>Runs it; its two results.</summary>
    internal (Tensor, Tensor) RunPair(params ReadOnlySpan<Arg> arguments)
    {
        var results = Call(arguments);
        return (Tensor.Own(results[0].Pointer), Tensor.Own(results[1].Pointer));
    }

    /// <summary>Runs it; its three results.</summary>
    internal (Tensor, Tensor, Tensor) RunTriple(params ReadOnlySpan<Arg> arguments)
    {
        var results = Call(arguments);
        return (Tensor.Own(results[0].Pointer), Tensor.Own(results[1].Pointer), Tensor.Own(results[2].Pointer));
    }

    /// <summary>Runs it; all its results.</summary>
    internal Tensor[] RunAll(params ReadOnlySpan<Arg> arguments)
    {
        var results = Call(arguments);
        var tensors = new Tensor[results.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = Tensor.Own(results[i].Pointer);
        return tensors;
    }

    /// <summary>Runs it for its effect.</summary>
    internal void RunVoid(params ReadOnlySpan<Arg> arguments)
    {
        foreach (var result in Call(arguments))
            if (result.Tag == NativeTag.Tensor && result.Pointer != 0)
                NativeMethods.st_free(result.Pointer);
    }

    /// <summary>Runs an operator that answers with a number or a truth value.</summary>
    internal NativeArgument RunValue(params ReadOnlySpan<Arg> arguments) => Call(arguments)[0];

    [SkipLocalsInit]
    ReadOnlySpan<NativeArgument> Call(ReadOnlySpan<Arg> arguments)
    {
        Find();

        var length = ScratchFor(arguments);
        Span<long> scratch = length <= ScratchLength ? stackalloc long[ScratchLength] : new long[length];
        var native = stackalloc NativeArgument[arguments.Length];
        NativeArgument* results;
        int count;
        fixed (long* lists = scratch)
        {
            var next = lists;
            for (var i = 0; i < arguments.Length; i++)
                native[i] = Lower(in arguments[i], ref next);
            count = NativeMethods.st_call(_handle, native, arguments.Length, &results);
        }
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Reference);  // a finalizer must not free a tensor under the call
        if (count < 0)
            throw NativeMethods.LastError();
        return new(results, count);
    }

    /// <summary>Looks it up; an operator that this libtorch lacks is an error that names it.</summary>
    internal void Find()
    {
        if (_handle == 0)
            _handle = NativeMethods.Check(NativeMethods.st_find(name, overload));
    }

    static int ScratchFor(ReadOnlySpan<Arg> arguments)
    {
        var length = 0;
        foreach (ref readonly var argument in arguments)
            length += argument.Tag switch
            {
                NativeTag.Ints or NativeTag.Doubles or NativeTag.Bools or NativeTag.Tensors => Unsafe.As<Array>(argument.Reference!).Length,
                NativeTag.String => RoomFor(Unsafe.As<string>(argument.Reference!)),
                _ => 0,
            };
        return length;
    }

    static int RoomFor(string text) => Encoding.UTF8.GetMaxByteCount(text.Length) / sizeof(long) + 1;

    // Lists and strings are copied behind each other into the scratch space, so that nothing managed needs pinning.
    static NativeArgument Lower(in Arg argument, ref long* next)
    {
        var lowered = new NativeArgument { Tag = argument.Tag, Integer = argument.Bits };
        switch (argument.Tag)
        {
            case NativeTag.Tensor:
                lowered.Pointer = Unsafe.As<Tensor>(argument.Reference!).Handle;
                break;
            case NativeTag.Generator:
                lowered.Pointer = Unsafe.As<Generator>(argument.Reference!).Handle;
                break;
            case NativeTag.Ints or NativeTag.Bools:
                LowerList(Unsafe.As<long[]>(argument.Reference!), ref lowered, ref next);
                break;
            case NativeTag.Doubles:
                LowerList(Unsafe.As<double[]>(argument.Reference!), ref lowered, ref next);
                break;
            case NativeTag.Tensors:
                LowerTensors(Unsafe.As<Tensor?[]>(argument.Reference!), ref lowered, ref next);
                break;
            case NativeTag.String:
                var text = Unsafe.As<string>(argument.Reference!);
                lowered.Pointer = (nint)next;
                lowered.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(next, RoomFor(text) * sizeof(long)));
                next += RoomFor(text);
                break;
        }
        return lowered;
    }

    static void LowerList<T>(T[] items, ref NativeArgument lowered, ref long* next) where T : unmanaged
    {
        lowered.Pointer = (nint)next;
        lowered.Count = items.Length;
        items.CopyTo(new Span<T>(next, items.Length));
        next += items.Length;
    }

    static void LowerTensors(Tensor?[] tensors, ref NativeArgument lowered, ref long* next)
    {
        lowered.Pointer = (nint)next;
        lowered.Count = tensors.Length;
        foreach (var tensor in tensors)
            *next++ = tensor?.Handle ?? 0;
    }
}
