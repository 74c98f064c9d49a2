using Platform.TestKit;

namespace Platform.Tests.Data;

/// <summary>platform data: generated Shapes pass the check, and what is broken in them is named.</summary>
public sealed class DataCommandTests : IDisposable
{
    static readonly string[] s_generate = ["data", "shapes", "shapes", "--seed", "5", "--images", "24", "--validation-images", "6", "--classes", "3", "--size", "32"];

    readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Generated_shapes_pass_the_check_and_may_be_generated_again()
    {
        (await RunAsync(0, s_generate)).ShouldContain("24 training and 6 validation images, 3 classes: ");
        (await RunAsync(0, s_generate)).ShouldContain("24 training");
        var output = await RunAsync(0, "data", "check", "shapes");
        output.ShouldContain("shapes, 3 classes, masks in SegmentationClass");
        output.ShouldContain("train: 24 images, no fault");
        output.ShouldContain("val: 6 images, no fault");
        output.TrimEnd().ShouldEndWith("no fault");
    }

    [Fact]
    public async Task The_first_ten_faults_of_a_broken_folder_are_named_and_all_are_counted()
    {
        await RunAsync(0, s_generate);
        File.Delete(_home.Sub("shapes", "shapes.json"));
        File.Delete(_home.Sub("shapes", "JPEGImages", "shapes_000003.png"));
        for (var i = 11; i <= 22; i++)
            File.WriteAllText(_home.Sub("shapes", "SegmentationClass", $"shapes_{i:000000}.png"), "no picture");

        var output = await RunAsync(1, "data", "check", "shapes", "--splits", "train");
        output.ShouldContain("voc, 3 classes");
        output.ShouldContain("train: 24 images, 13 faults");
        var faults = output.Split('\n').Where(line => line.StartsWith("FAULT ", StringComparison.Ordinal)).ToArray();
        faults.Length.ShouldBe(10);
        faults[0].ShouldContain("train.txt:3: no image shapes_000003.jpg");
        for (var i = 1; i < 10; i++)
            faults[i].ShouldContain($"shapes_{10 + i:000000}.png: not a readable PNG");
        output.TrimEnd().ShouldEndWith("13 faults, of which the first 10 are shown");
    }

    [Fact]
    public async Task Masks_with_the_annotations_of_sbd_are_preferred_and_others_can_be_asked_for()
    {
        await RunAsync(0, s_generate);
        File.Delete(_home.Sub("shapes", "shapes.json"));
        Directory.CreateDirectory(_home.Sub("shapes", "SegmentationClassAug"));
        (await RunAsync(1, "data", "check", "shapes", "--splits", "val")).ShouldContain("6 faults");
        (await RunAsync(0, "data", "check", "shapes", "--splits", "val", "--masks", "SegmentationClass")).ShouldContain("no fault");
    }

    [Fact]
    public async Task An_image_for_training_and_for_validation_is_a_fault_unless_the_list_is_meant_to_hold_both()
    {
        await RunAsync(0, s_generate);
        var lists = _home.Sub("shapes", "ImageSets", "Segmentation");
        File.WriteAllLines(Path.Combine(lists, "trainval.txt"), ["shapes_000001", "shapes_000025"]);
        await RunAsync(0, "data", "check", "shapes");
        File.AppendAllText(Path.Combine(lists, "train.txt"), "shapes_000025\n");
        (await RunAsync(1, "data", "check", "shapes")).ShouldContain("train.txt:25: shapes_000025 is in val too");
    }

    [Theory]
    [InlineData(1, "nowhere: no such folder", "check", "nowhere")]
    [InlineData(1, "no dataset is recognised", "check", ".")]
    [InlineData(1, "is no Shapes dataset", "shapes", ".")]
    [InlineData(2, "--classes is 9; it must be between 1 and 6", "shapes", "x", "--classes", "9")]
    [InlineData(2, "'pascal'", "check", ".", "--kind", "pascal")]
    public async Task A_mistake_is_one_line_that_names_it(int exitCode, string named, params string[] arguments)
    {
        File.WriteAllText(_home.Sub("a-file"), "");
        await using var program = await PlatformProgram.RunAsync(_home.Path, ["data", .. arguments]);
        program.ExitCode.ShouldBe(exitCode, program.Errors + program.Output);
        program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain(named);
    }

    async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        program.ExitCode.ShouldBe(exitCode, program.Errors + program.Output);
        return program.Output;
    }
}
