using Platform.Contracts;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class CocoDatasetTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void There_are_eighty_classes_in_the_usual_order()
    {
        CocoDataset.Classes.Distinct().Count().ShouldBe(80);
        (CocoDataset.Classes[0], CocoDataset.Classes[9], CocoDataset.Classes[39], CocoDataset.Classes[79])
            .ShouldBe(("person", "traffic light", "bottle", "toothbrush"));
    }

    [Theory]
    [InlineData("JPEGImages")]
    [InlineData("coco2014")]
    [InlineData("")]
    public void Images_are_found_where_the_published_layouts_have_them(string images)
    {
        SmallCoco.Write(_folder.Path, images);
        var split = CocoDataset.Open(_folder.Path).Split("val");
        split.Ids.ShouldBe([SmallCoco.Id("val2014", 0), SmallCoco.Id("val2014", 1)]);
        var (image, mask) = split.Sample(0);
        (image.Width, image.Height, mask.Pixels[0]).ShouldBe((SmallCoco.Width, SmallCoco.Height, (byte)80));
        DatasetCatalog.KindOf(_folder.Path).ShouldBe("coco");
    }

    [Fact]
    public void Grey_images_are_repeated_to_three_channels()
    {
        SmallCoco.Write(_folder.Path);
        CocoDataset.Open(_folder.Path).Split("train").Image(1).Pixels.Chunk(3).ShouldAllBe(p => p[0] == p[1] && p[1] == p[2]);
    }

    [Fact]
    public void Image_labels_are_the_classes_of_the_mask_and_not_what_is_ignored()
    {
        SmallCoco.Write(_folder.Path);
        var tags = CocoDataset.Open(_folder.Path).Split("train").Tags(2).ToArray();
        Enumerable.Range(1, 80).Where(c => tags[c - 1] == 1).ShouldBe([3, 80]);
    }

    [Fact]
    public void A_list_says_which_images_and_its_name_says_where_they_are()
    {
        SmallCoco.Write(_folder.Path);
        SmallCoco.WriteList(_folder.Path, "val_part", SmallCoco.Id("val2014", 1));
        SmallCoco.WriteList(_folder.Path, "train", SmallCoco.Id("train2014", 2), SmallCoco.Id("train2014", 0));
        var dataset = CocoDataset.Open(_folder.Path);
        dataset.SplitNames.ShouldBe(["train", "val", "val_part"]);
        dataset.Split("val_part").Ids.ShouldBe([SmallCoco.Id("val2014", 1)]);
        dataset.Split("train").Ids.ShouldBe([SmallCoco.Id("train2014", 2), SmallCoco.Id("train2014", 0)]);
    }

    [Theory]
    [InlineData("test", "must be named train… or val…")]
    [InlineData("val_part", "no such split; there are: train, val")]
    public void An_unknown_split_is_an_error_that_says_what_there_is(string split, string message)
    {
        SmallCoco.Write(_folder.Path);
        var dataset = CocoDataset.Open(_folder.Path);
        Should.Throw<UserErrorException>(() => dataset.Split(split)).Message.ShouldContain(message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Should.Throw<UserErrorException>(() => CocoDataset.Open(_folder["nowhere"])).Message.ShouldContain("dataset.folder");
        Should.Throw<UserErrorException>(() => CocoDataset.Open(_folder.Path)).Message.ShouldContain("no folder train2014 or val2014");
        SmallCoco.Write(_folder.Path);
        Directory.Delete(_folder["SegmentationClass"], recursive: true);
        Should.Throw<UserErrorException>(() => CocoDataset.Open(_folder.Path)).Message.ShouldContain("no folder SegmentationClass/train2014");
    }

    [Fact]
    public void A_mask_without_its_image_is_an_error_with_both_names()
    {
        SmallCoco.Write(_folder.Path);
        File.Delete(_folder[$"JPEGImages/val2014/{SmallCoco.Id("val2014", 0)}.jpg"]);
        Should.Throw<UserErrorException>(() => CocoDataset.Open(_folder.Path).Split("val"))
            .Message.ShouldStartWith(_folder[$"SegmentationClass/val2014/{SmallCoco.Id("val2014", 0)}.png"] + ": no image ");
    }

    [Fact]
    public void A_configuration_opens_it()
    {
        SmallCoco.Write(_folder["coco"]);
        var config = new DatasetConfig { Kind = "coco", Folder = "coco" };
        DatasetCatalog.Open(config, _folder.Path).LabelNames.Count.ShouldBe(81);
    }
}
