using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using static Platform.Trainer.Data.Images.ColorOperations;

namespace Platform.Trainer.Tests.Data;

public sealed class ColorOperationsTests
{
    [Fact]
    public void A_box_blur_wider_than_the_image_is_still_a_mean_with_repeated_edges()
    {
        var image = new RgbImage(2, 1, [0, 100, 8, 255, 100, 16]);

        var blurred = Blur.Box(image, 3);

        blurred.Pixels.ShouldBe([109, 100, 11, 146, 100, 13]); // 3 of 7 and 4 of 7 taps lie on the right pixel
        image.Pixels.ShouldBe([0, 100, 8, 255, 100, 16]);
    }

    [Fact]
    public void An_image_of_one_value_stays_as_it_is_under_contrast_and_histogram_operations()
    {
        var image = new RgbImage(3, 3, [.. Enumerable.Repeat((byte)77, 27)]);

        AutoContrast(image).Pixels.ShouldBe(image.Pixels);
        Equalize(image).Pixels.ShouldBe(image.Pixels);
        Contrast(image, 1.9f).Pixels.ShouldBe(image.Pixels);
        Sharpness(image, 3).Pixels.ShouldBe(image.Pixels);
    }

    [Fact]
    public void Posterize_keeps_the_asked_number_of_bits()
    {
        var image = new RgbImage(1, 1, [0b1011_0110, 255, 1]);
        Posterize(image, 8).Pixels.ShouldBe(image.Pixels);
        Posterize(image, 3).Pixels.ShouldBe([0b1010_0000, 0b1110_0000, 0]);
        Posterize(image, 0).Pixels.ShouldBe([0, 0, 0]);
    }
}
