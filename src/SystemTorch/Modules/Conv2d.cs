using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(ConvolutionShape shape, Device? device, ScalarType? dtype) : base(nameof(Conv2d), shape, dtype, device)
        {
        }

        public override Tensor forward(Tensor input)
        {
            if (padding_type is { } type)
                return nn.functional.conv2d_padding(input, weight, bias, stride, type, dilation, groups);
            if (padding_mode == PaddingModes.Zeros)
                return nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
            using var padded = nn.functional.pad(input, (padding[1], padding[1], padding[0], padding[0]), padding_mode);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, Twice(kernel_size), Twice(stride), Twice(padding), Twice(dilation), padding_mode, groups, bias),
                    device, dtype);

            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), Both(padding ?? (0, 0)), Both(dilation ?? (1, 1)),
                    padding_mode, groups, bias), device, dtype);

            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new(in_channels, out_channels, Twice(kernel_size), Twice(stride), [0, 0], Twice(dilation), padding_mode, groups, bias)
                {
                    Type = padding,
                }, device, dtype);

            internal static long[] Twice(long value) => [value, value];

            internal static long[] Both((long, long) pair) => [pair.Item1, pair.Item2];

            public static partial class functional
            {
                public static Tensor conv2d(
                    Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                    long groups = 1) =>
                    Aten.conv2d.Run(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

                public static Tensor conv2d_padding(
                    Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                    long groups = 1) =>
                    Aten.conv2d_padding.Run(
                        input, weight, bias, strides ?? [1, 1], padding == Padding.Same ? "same" : "valid", dilation ?? [1, 1], groups);
            }
        }
    }
}
