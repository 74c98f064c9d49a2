using Platform.Contracts;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Shapes;

namespace Platform.Trainer.Tests.Data;

public sealed class ShapesDatasetTests : IDisposable
{
    static readonly ShapesConfig s_config = new() { Size = 32, TrainImages = 12, ValidationImages = 5, Classes = 4 };

    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_folder_is_generated_in_the_layout_of_voc()
    {
        var dataset = ShapesDataset.Open(_folder["new/shapes"], s_config);
        dataset.ClassNames.ShouldBe(["ball", "box", "tent", "leaf"]);
        dataset.Split("train").Count.ShouldBe(12);
        dataset.Split("val").Count.ShouldBe(5);
        dataset.Split("train").Ids.Intersect(dataset.Split("val").Ids).ShouldBeEmpty();
        Directory.GetDirectories(_folder["new"]).Length.ShouldBe(1); // nothing unfinished is left beside it
    }

    [Fact]
    public void The_same_config_gives_the_same_files()
    {
        var (a, b) = (_folder["a"], _folder["b"]);
        ShapesDataset.Open(a, s_config);
        ShapesDataset.Open(b, s_config);
        var files = Directory.GetFiles(a, "*", SearchOption.AllDirectories);
        files.Length.ShouldBe(2 * 17 + 4);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(b, Path.GetRelativePath(a, file))).ShouldBe(File.ReadAllBytes(file));
    }

    [Fact]
    public void A_generated_folder_is_opened_and_not_written_again()
    {
        ShapesDataset.Open(_folder["a"], s_config);
        File.Delete(_folder["a/JPEGImages/shapes_000001.png"]);
        var dataset = ShapesDataset.Open(_folder["a"], s_config);
        Should.Throw<UserErrorException>(() => dataset.Split("train")).Message.ShouldContain("train.txt:1: no image shapes_000001");
    }

    [Fact]
    public void A_folder_of_another_config_is_an_error_that_names_both()
    {
        ShapesDataset.Open(_folder["a"], s_config);
        Should.Throw<UserErrorException>(() => ShapesDataset.Open(_folder["a"], s_config with { Seed = 77 }))
            .Message.ShouldSatisfyAllConditions(
                m => m.ShouldStartWith(_folder["a"]), m => m.ShouldContain("\"seed\":1"), m => m.ShouldContain("\"seed\":77"));
    }

    [Fact]
    public void A_folder_of_something_else_is_left_alone()
    {
        File.WriteAllText(_folder["precious.txt"], "");
        Should.Throw<UserErrorException>(() => ShapesDataset.Open(_folder.Path, s_config)).Message.ShouldContain("is no Shapes dataset");
        File.Exists(_folder["precious.txt"]).ShouldBeTrue();
    }

    [Fact]
    public void Pictures_hold_one_to_three_classes_and_mostly_background()
    {
        var config = new ShapesConfig();
        var background = 0;
        var byCount = new int[4];
        for (var i = 0; i < 100; i++)
        {
            var (_, mask) = ShapesDataset.Paint(config, i);
            byCount[mask.Pixels.Where(l => l > 0).Distinct().Count()]++;
            background += mask.Pixels.Count(l => l == 0);
        }
        byCount[0].ShouldBe(0);
        byCount[1].ShouldBeInRange(25, 55);
        byCount[2].ShouldBeInRange(25, 55);
        byCount[3].ShouldBeInRange(8, 35);
        (background / (100.0 * 64 * 64)).ShouldBeInRange(0.6, 0.85);
    }

    [Theory]
    [InlineData(0.0, 0.20, 0.45)] // by chance alone: 1.8 classes a picture, six backgrounds
    [InlineData(1.0, 1.00, 1.00)]
    public void The_background_goes_with_a_class_as_often_as_asked(double tie, double least, double most)
    {
        var config = new ShapesConfig { BackgroundTie = tie };
        var scenes = Enumerable.Range(0, 300).Select(i => ShapesScene.Draw(config, i, attempt: 0)).ToArray();
        var tied = scenes.Count(s => s.Objects.Any(o => o.Class.Background == s.Background)) / 300.0;
        tied.ShouldBeInRange(least, most);
    }

    [Fact]
    public void No_object_is_nearly_hidden()
    {
        for (var i = 0; i < 60; i++)
        {
            var (_, mask) = ShapesDataset.Paint(new ShapesConfig(), i);
            foreach (var pixels in mask.Pixels.Where(l => l > 0).GroupBy(l => l))
                pixels.Count().ShouldBeGreaterThan(25);
        }
    }
}
