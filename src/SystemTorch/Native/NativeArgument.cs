using System.Runtime.InteropServices;

namespace SystemTorch.Native;

/// <summary>Mirrors <c>Tag</c> in shim.cpp.</summary>
enum NativeTag
{
    None, Tensor, Int, Double, Bool, Ints, Doubles, Bools, Tensors, String, Device, Generator, Default,
}

/// <summary>One argument or result of an operator, as shim.cpp lays it out.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
struct NativeArgument
{
    [FieldOffset(0)] public NativeTag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Real;
    [FieldOffset(8)] public nint Pointer;
}
