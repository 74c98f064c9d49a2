using Platform.TestKit;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class NormalizationTests
{
    [SharedFact]
    public void Values_are_those_of_the_reference_code()
    {
        using var golden = GoldenFile.Open("dupl_geometry_ops");
        var pixels = golden.Read<byte>("in.image");
        var expected = golden.ReadFloats("out.normalize_img"); // (H,W,3)
        var planes = new float[pixels.Length];
        Normalization.ToPlanes(pixels, planes);
        for (var i = 0; i < pixels.Length; i++)
            planes[i % 3 * (pixels.Length / 3) + i / 3].ShouldBe(expected[i], 1e-5);
    }

    [SharedFact]
    public void Bytes_come_back_truncated_as_in_the_reference_code()
    {
        using var golden = GoldenFile.Open("dupl_denormalize");
        var normalised = golden.ReadFloats("in.normalised"); // (2,3,6,7)
        var expected = golden.Read<byte>("out.denorm_uint8");
        const int Image = 3 * 6 * 7, Area = 6 * 7;
        for (var b = 0; b < 2; b++)
        {
            var pixels = Normalization.ToBytes(normalised.AsSpan(b * Image, Image));
            for (var i = 0; i < Image; i++)
                pixels[i % Area * 3 + i / Area].ShouldBe(expected[b * Image + i]);
        }
    }
}
