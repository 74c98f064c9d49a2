using Platform.Contracts;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data;

public sealed class VocDatasetTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_masks_and_tags_come_in_the_order_of_the_list()
    {
        var split = SmallVoc.Write(_folder.Path, 4).Split("train");
        split.Ids.ShouldBe(["p0", "p1", "p2", "p3"]);
        var (image, mask) = split.Sample(2);
        image.Pixels.ShouldBe(SmallVoc.Image(2).Pixels);
        mask.Pixels.ShouldBe(SmallVoc.Mask(2).Pixels);
        split.Tags(1).ToArray().ShouldBe([0, 1, 0]);
        split.Tags(3).ToArray().ShouldBe([1, 0, 0]);
    }

    [Fact]
    public void Without_a_list_of_classes_they_are_those_of_voc()
    {
        SmallVoc.Write(_folder.Path, 1);
        File.Delete(_folder["classes.txt"]);
        var dataset = VocDataset.Open(_folder.Path);
        dataset.ClassNames.Count.ShouldBe(20);
        dataset.LabelNames[0].ShouldBe("background");
        dataset.LabelNames[15].ShouldBe("person");
    }

    [Fact]
    public void A_missing_folder_is_named_with_what_is_expected_there() =>
        Should.Throw<UserErrorException>(() => VocDataset.Open(_folder["nowhere"]))
            .Message.ShouldSatisfyAllConditions(
                m => m.ShouldStartWith(_folder["nowhere"]), m => m.ShouldContain("JPEGImages"), m => m.ShouldContain("dataset.folder"));

    [Fact]
    public void A_folder_of_something_else_is_told_from_a_dataset() =>
        Should.Throw<UserErrorException>(() => VocDataset.Open(_folder.Path)).Message.ShouldContain("it has no folder JPEGImages");

    [Fact]
    public void An_unknown_split_is_an_error_that_lists_the_known_ones()
    {
        var dataset = SmallVoc.Write(_folder.Path, 1);
        Should.Throw<UserErrorException>(() => dataset.Split("test")).Message.ShouldEndWith("no such split; there are: train");
    }

    [Fact]
    public void A_list_that_names_a_missing_image_is_an_error_with_file_and_line()
    {
        var dataset = SmallVoc.Write(_folder.Path, 3);
        File.Delete(_folder["JPEGImages/p1.png"]);
        Should.Throw<UserErrorException>(() => dataset.Split("train"))
            .Message.ShouldStartWith(_folder["ImageSets/Segmentation/train.txt"] + ":2: no image p1.jpg or p1.png");
    }

    [Fact]
    public void A_mask_with_a_class_that_does_not_exist_is_an_error()
    {
        var split = SmallVoc.Write(_folder.Path, 1).Split("train");
        var file = _folder["SegmentationClass/p0.png"];
        File.WriteAllBytes(file, PngCodec.EncodeMask(new LabelMask(2, 1, [255, 4])));
        Should.Throw<UserErrorException>(() => split.Mask(0)).Message.ShouldBe($"{file}: holds class 4, the dataset has 3");
    }

    [Fact]
    public void A_mask_of_another_size_than_its_image_is_an_error()
    {
        var split = SmallVoc.Write(_folder.Path, 1).Split("train");
        File.WriteAllBytes(_folder["SegmentationClass/p0.png"], PngCodec.EncodeMask(new LabelMask(2, 1, [255, 3])));
        Should.Throw<UserErrorException>(() => split.Sample(0)).Message.ShouldEndWith("is 2 x 1, its image 12 x 10");
    }

    [Fact]
    public void A_broken_image_is_named()
    {
        var split = SmallVoc.Write(_folder.Path, 1).Split("train");
        var file = _folder["JPEGImages/p0.png"];
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^20]);
        Should.Throw<UserErrorException>(() => split.Image(0)).Message.ShouldStartWith($"{file}: not a readable PNG: ");
    }
}
