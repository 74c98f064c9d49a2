using Platform.Contracts;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class ImageLabelsTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("labels.txt", "p0 1 0 1\np1\t0 0.0 1.0\r\n\np2 0 0 0\n")]
    [InlineData("labels.json", """{"p0": [1, 0, 1], "p1": [0, 0.0, 1.0], "p2": [0, 0, 0]}""")]
    public void A_file_says_the_labels_instead_of_the_masks(string name, string content)
    {
        var split = Write(3, name, content).Split("train");
        split.Mask(0);
        split.Tags(0).ToArray().ShouldBe([1, 0, 1]);
        split.Tags(1).ToArray().ShouldBe([0, 0, 1]);
        split.Tags(2).ToArray().ShouldBe([0, 0, 0]);
        var config = new DatasetConfig { Kind = "voc", Folder = "x", CropSize = 8, BatchSize = 3 };
        var batch = new BatchLoader(split, config, seed: 1).Load(0);
        batch.Tags.Sum().ShouldBe(3);
    }

    [Fact]
    public void Images_the_file_does_not_name_are_an_error_with_their_number() =>
        Should.Throw<UserErrorException>(() => Write(4, "labels.txt", "p1 0 1 0\np3 0 1 0\n").Split("train"))
            .Message.ShouldSatisfyAllConditions(
                m => m.ShouldContain("train.txt:1: p0 has no labels in"),
                m => m.ShouldEndWith($"(and 1 more such faults: platform data check {_folder.Path})"));

    [Theory]
    [InlineData("labels.txt", "p0 1 0\n", "labels.txt:1: 2 labels, the dataset has 3 classes")]
    [InlineData("labels.txt", "p0 1 0 1\np1 1 0 2\n", "labels.txt:2: label 3 is '2', it must be 0 or 1")]
    [InlineData("labels.txt", "p0 1 0 1\np0 1 0 1\n", "labels.txt:2: p0 has labels already")]
    [InlineData("labels.json", "{\"p0\": 3}", "not JSON of the form")]
    [InlineData("labels.json", "[]", "not JSON of the form")]
    [InlineData("labels.json", "{", "not JSON of the form")]
    [InlineData("labels.json", "{\"p0\": [true, 0, 1]}", "label 1 is 'true'")]
    [InlineData("cls_labels_onehot.npy", "x", "holds a pickle")]
    public void What_cannot_be_used_is_named(string name, string content, string message) =>
        Should.Throw<UserErrorException>(() => Write(1, name, content)).Message.ShouldContain(message);

    [Fact]
    public void A_missing_file_is_named()
    {
        SmallVoc.Write(_folder.Path, 1);
        Should.Throw<UserErrorException>(() => VocDataset.Open(_folder.Path, labelFile: "none.txt"))
            .Message.ShouldStartWith(_folder["none.txt"] + ": no such file of image labels");
    }

    SegmentationDataset Write(int images, string name, string content)
    {
        SmallVoc.Write(_folder.Path, images);
        File.WriteAllText(_folder[name], content);
        return VocDataset.Open(_folder.Path, labelFile: name);
    }
}
