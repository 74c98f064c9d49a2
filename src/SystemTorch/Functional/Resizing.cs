using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
        NearestExact = 6,
    }

    public enum UpsampleMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Resizes the dimensions after the first two of <paramref name="x"/> (N, C, …) to <paramref name="size"/>, or by
            /// <paramref name="scale_factor"/>. Antialias is for bilinear and bicubic.
            /// </summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (size is null == scale_factor is null)
                    throw new ArgumentException("exactly one of size and scale_factor is needed", nameof(size));
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ArgumentException("antialias is for bilinear and bicubic", nameof(antialias));
                var spatial = x.shape[2..];
                var factors = scale_factor is null ? null : Spread(scale_factor, spatial.Length);
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. spatial.Zip(factors, (length, factor) => (long)Math.Floor(length * factor))];
                    factors = null;
                }
                var sizes = size is null ? null : Spread(size, spatial.Length);
                var corners = align_corners ?? false;
                return (mode, spatial.Length, antialias) switch
                {
                    (InterpolationMode.Nearest, 1, _) => Aten.upsample_nearest1d_vec.Run(x, sizes, factors),
                    (InterpolationMode.Nearest, 2, _) => Aten.upsample_nearest2d_vec.Run(x, sizes, factors),
                    (InterpolationMode.Nearest, 3, _) => Aten.upsample_nearest3d_vec.Run(x, sizes, factors),
                    (InterpolationMode.NearestExact, 1, _) => Aten._upsample_nearest_exact1d_vec.Run(x, sizes, factors),
                    (InterpolationMode.NearestExact, 2, _) => Aten._upsample_nearest_exact2d_vec.Run(x, sizes, factors),
                    (InterpolationMode.NearestExact, 3, _) => Aten._upsample_nearest_exact3d_vec.Run(x, sizes, factors),
                    (InterpolationMode.Area, 1, _) => Aten.adaptive_avg_pool1d.Run(x, sizes),
                    (InterpolationMode.Area, 2, _) => Aten.adaptive_avg_pool2d.Run(x, sizes),
                    (InterpolationMode.Linear, 1, _) => Aten.upsample_linear1d_vec.Run(x, sizes, corners, factors),
                    (InterpolationMode.Bilinear, 2, false) => Aten.upsample_bilinear2d_vec.Run(x, sizes, corners, factors),
                    (InterpolationMode.Bilinear, 2, true) => Aten._upsample_bilinear2d_aa_vec.Run(x, sizes, corners, factors),
                    (InterpolationMode.Bicubic, 2, false) => Aten.upsample_bicubic2d_vec.Run(x, sizes, corners, factors),
                    (InterpolationMode.Bicubic, 2, true) => Aten._upsample_bicubic2d_aa_vec.Run(x, sizes, corners, factors),
                    (InterpolationMode.Trilinear, 3, _) => Aten.upsample_trilinear3d_vec.Run(x, sizes, corners, factors),
                    _ => throw new ArgumentException($"{mode} does not fit {x.ndim} dimensions", nameof(mode)),
                };
            }

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, align_corners);

            // One value stands for every dimension.
            static T[] Spread<T>(T[] values, int dimensions) => values.Length == 1 ? [.. Enumerable.Repeat(values[0], dimensions)] : values;
        }
    }
}
