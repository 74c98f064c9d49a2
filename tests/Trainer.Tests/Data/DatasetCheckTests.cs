using Platform.Contracts;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data;

public sealed class DatasetCheckTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_split_has_its_images_and_classes_counted()
    {
        var dataset = SmallVoc.Write(_folder.Path, 7);
        File.WriteAllBytes(_folder["SegmentationClass/p6.png"], PngCodec.EncodeMask(new(12, 10, new byte[120])));
        var report = DatasetCheck.Run(dataset, "train");
        report.Faults.ShouldBeEmpty();
        (report.Name, report.Images, report.Unlabelled).ShouldBe(("train", 7, 1));
        report.ImagesByClass.ShouldBe([2, 2, 2]);
    }

    [Fact]
    public void Every_kind_of_fault_is_named_with_its_file()
    {
        var dataset = SmallVoc.Write(_folder.Path, 9);
        File.AppendAllText(_folder["ImageSets/Segmentation/train.txt"], "p2\n");
        File.Delete(_folder["JPEGImages/p0.png"]);
        File.Delete(_folder["SegmentationClass/p1.png"]);
        File.WriteAllText(_folder["JPEGImages/p3.png"], "no picture");
        File.WriteAllText(_folder["SegmentationClass/p3.png"], "no picture");
        File.WriteAllBytes(_folder["SegmentationClass/p4.png"], PngCodec.EncodeMask(new(2, 1, [0, 1])));
        File.WriteAllBytes(_folder["SegmentationClass/p5.png"], PngCodec.EncodeMask(new(12, 10, [.. Enumerable.Repeat((byte)4, 120)])));
        File.WriteAllBytes(_folder["SegmentationClass/p6.png"], PngCodec.EncodeRgb(SmallVoc.Image(6)));

        var list = _folder["ImageSets/Segmentation/train.txt"];
        var report = DatasetCheck.Run(dataset, "train");
        var expected = new[]
        {
            $"{list}:1: no image p0.jpg or p0.png",
            $"{list}:2: no mask ",
            $"{list}:10: p2 is there twice",
            _folder["JPEGImages/p3.png"] + ": not a readable PNG",
            _folder["SegmentationClass/p3.png"] + ": not a readable PNG",
            _folder["SegmentationClass/p4.png"] + ": is 2 x 1, its image 12 x 10",
            _folder["SegmentationClass/p5.png"] + ": holds class 4, the dataset has 3",
            _folder["SegmentationClass/p6.png"] + ": a mask must be a palette or grey PNG",
        };
        report.Faults.Count.ShouldBe(expected.Length);
        foreach (var (fault, start) in report.Faults.Zip(expected))
            fault.ShouldStartWith(start);
        report.ImagesByClass.Sum().ShouldBe(3, "those without a fault: p2, p7, p8");
    }

    [Fact]
    public void A_label_file_is_checked_and_counted()
    {
        SmallVoc.Write(_folder.Path, 3);
        File.WriteAllText(_folder["labels.txt"], "p0 1 1 0\np2 1 0 0\n");
        var report = DatasetCheck.Run(VocDataset.Open(_folder.Path, labelFile: "labels.txt"), "train");
        report.Faults.ShouldHaveSingleItem().ShouldContain("train.txt:2: p1 has no labels");
        report.ImagesByClass.ShouldBe([2, 1, 0]);
    }

    [Fact]
    public void An_empty_list_is_a_fault()
    {
        var dataset = SmallVoc.Write(_folder.Path, 1);
        File.WriteAllText(_folder["ImageSets/Segmentation/val.txt"], "\n");
        DatasetCheck.Run(dataset, "val").Faults.ShouldHaveSingleItem().ShouldContain("the split 'val' is empty");
        Should.Throw<UserErrorException>(() => dataset.Split("val")).Message.ShouldContain("the split 'val' is empty");
    }

    [Fact]
    public void Opening_a_split_counts_the_faults_of_its_list()
    {
        var dataset = SmallVoc.Write(_folder.Path, 5);
        File.Delete(_folder["JPEGImages/p1.png"]);
        File.Delete(_folder["SegmentationClass/p1.png"]);
        File.Delete(_folder["SegmentationClass/p4.png"]);
        Should.Throw<UserErrorException>(() => dataset.Split("train")).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("train.txt:2: no image p1.jpg"),
            m => m.ShouldContain("and 2 more such faults: platform data check "));
    }

    [Fact]
    public void The_kind_of_a_folder_is_seen()
    {
        SmallVoc.Write(_folder["voc"], 1);
        SmallCoco.Write(_folder["coco"]);
        ShapesDataset.Open(_folder["shapes"], new() { Size = 16, TrainImages = 1, ValidationImages = 1 });
        foreach (var kind in (string[])["voc", "coco", "shapes"])
            DatasetCatalog.KindOf(_folder[kind]).ShouldBe(kind);
        Should.Throw<UserErrorException>(() => DatasetCatalog.KindOf(_folder.Path)).Message.ShouldContain("no dataset is recognised");
    }
}
