using Platform.TestKit;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using static Platform.Trainer.Data.Images.ColorOperations;

namespace Platform.Trainer.Tests.Data;

public sealed class ColorOperationsTests
{
    public static TheoryData<string> CoSA => Golden.Files("cosa_randaug_ops*");
    public static TheoryData<string> LearningPseudoLabel => Golden.Files("lpl_augment*");

    [SharedTheory, MemberData(nameof(CoSA))]
    public void CoSAs_operations_are_Pillows_to_the_byte_at_every_magnitude(string file)
    {
        using var golden = Golden.Open(file);
        var image = golden.Image("in.image");
        foreach (var output in golden.Names.Where(n => n.StartsWith("out.")))
        {
            var (name, magnitude) = (output.Split('.')[1], int.Parse(output.Split('.')[2][1..]));
            var factor = (float)(magnitude * 1.8 / 10 + 0.1); // in double precision, as Python has it
            var actual = name switch
            {
                "AutoContrast" => AutoContrast(image),
                "RandEqualize" => Equalize(image),
                "RandSolarize" => Solarize(image, Math.Min((int)(magnitude * 25.6), 255)),
                "RandColor" => Color(image, factor),
                "RandContrast" => Contrast(image, factor),
                "RandBrightness" => Brightness(image, factor),
                "RandSharpness" => Sharpness(image, factor),
                "RandPosterize" => Posterize(image, 4 - (int)(0.4 * magnitude)),
                _ => throw new InvalidOperationException($"{file}: no operation {name}"),
            };
            actual.Pixels.ShouldBe(golden.Bytes(output), output);
        }
    }

    [SharedTheory, MemberData(nameof(LearningPseudoLabel))]
    public void The_photometric_operations_of_Learning_Pseudo_Label_are_Pillows_to_the_byte(string file)
    {
        using var golden = Golden.Open(file);
        var image = golden.Image("image");
        var operations = new Dictionary<string, Func<float, RgbImage>>
        {
            ["autocontrast"] = alpha => Blend(AutoContrast(image), image, alpha),
            ["brightness"] = alpha => Brightness(image, alpha),
            ["color"] = alpha => Color(image, alpha),
            ["contrast"] = alpha => Contrast(image, alpha),
            ["equalize"] = alpha => Blend(Equalize(image), image, alpha),
            ["invert"] = alpha => Blend(Invert(image), image, alpha),
            ["posterize"] = bits => Posterize(image, (int)bits),
            ["sharpness"] = alpha => Sharpness(image, alpha),
            ["solarize"] = alpha => Solarize(image, alpha * 255.0),
        };
        foreach (var (name, operation) in operations)
            operation(golden.Float(name + ".draws")).Pixels.ShouldBe(golden.Bytes(name + ".image"), name);
    }

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
