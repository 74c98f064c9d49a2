using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_polynomial_is_met() => Crc32.Of("123456789"u8).ShouldBe(0xCBF43926);

    [Fact]
    public void Every_png_ends_with_the_same_known_chunk() => Crc32.Of("IEND"u8).ShouldBe(0xAE426082);
}
