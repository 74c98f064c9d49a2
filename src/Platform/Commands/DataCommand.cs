using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Data;

namespace Platform.Commands;

/// <summary><c>platform data</c>: whether a dataset is whole, and a generated one.</summary>
static class DataCommand
{
    const int ShownFaults = 10;

    public static PlatformCommand Create() =>
        new("data", "Checks a dataset's lists, images and masks, or generates Shapes.", "data check data/VOC2012 --splits train_aug,val")
        {
            Check(), Shapes(),
        };

    static Command Check()
    {
        var folder = new Argument<string>("FOLDER") { Description = "the dataset's folder, in the layout of PASCAL VOC or COCO 2014" };
        var kind = new Option<string?>("--kind") { HelpName = "KIND", Description = "voc, coco or shapes, default what the folder looks like" };
        kind.AcceptOnlyFromAmong("voc", "coco", "shapes");
        var splits = new Option<string[]>("--splits") { HelpName = "NAMES", Description = "lists to check, separated by commas, default all" };
        var masks = new Option<string?>("--masks")
        {
            HelpName = "NAME", Description = "folder of the masks, default SegmentationClassAug where there is one, or else SegmentationClass",
        };
        var labels = new Option<string?>("--labels") { HelpName = "FILE", Description = "file of image labels within the folder, default the masks' classes" };
        var command = new Command("check", "Reads every image and mask of a dataset and names the first ten faults.") { folder, kind, splits, masks, labels };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            var found = parsed.GetValue(kind) ?? DatasetCatalog.KindOf(path);
            var maskFolder = parsed.GetValue(masks) ?? MaskFolder(path);
            var dataset = found == "coco"
                ? CocoDataset.Open(path, maskFolder, parsed.GetValue(labels))
                : VocDataset.Open(path, maskFolder, parsed.GetValue(labels));
            Console.WriteLine($"{path}: {found}, {dataset.ClassNames.Count} classes, masks in {maskFolder}");
            return Report(dataset, Names(parsed.GetValue(splits), dataset));
        });
        return command;
    }

    static Command Shapes()
    {
        var folder = new Argument<string>("FOLDER") { Description = "where to write it; one that holds the same Shapes already is left as it is" };
        var standard = new ShapesConfig();
        var seed = Number("--seed", standard.Seed, int.MinValue, int.MaxValue, "of the generator");
        var images = Number("--images", standard.TrainImages, 1, 1_000_000, "training images");
        var validation = Number("--validation-images", standard.ValidationImages, 1, 1_000_000, "validation images");
        var classes = Number("--classes", standard.Classes, 1, ShapesDataset.MostClasses, "kinds of objects");
        var size = Number("--size", standard.Size, 16, 1024, "pixels a side");
        var command = new Command("shapes", "Generates Shapes: the same pictures for the same numbers.") { folder, seed, images, validation, classes, size };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            var dataset = ShapesDataset.Open(path, standard with
            {
                Seed = parsed.GetValue(seed),
                TrainImages = parsed.GetValue(images),
                ValidationImages = parsed.GetValue(validation),
                Classes = parsed.GetValue(classes),
                Size = parsed.GetValue(size),
            });
            Console.WriteLine($"{path}: {dataset.Split("train").Count} training and {dataset.Split("val").Count} validation images, "
                + $"{dataset.ClassNames.Count} classes: {string.Join(", ", dataset.ClassNames)}");
        });
        return command;
    }

    static int Report(SegmentationDataset dataset, IReadOnlyList<string> splits)
    {
        var faults = new List<string>();
        foreach (var split in splits)
        {
            var report = DatasetCheck.Run(dataset, split);
            Console.WriteLine($"{split}: {report.Images} images, {(report.Faults.Count == 0 ? "no fault" : $"{report.Faults.Count} faults")}");
            Console.WriteLine($"  {string.Join(", ", dataset.ClassNames.Zip(report.ImagesByClass, (name, count) => $"{name} {count}"))}, none {report.Unlabelled}");
            faults.AddRange(report.Faults.Except(faults)); // lists overlap: trainval names what train names
        }
        foreach (var training in splits.Where(IsForTraining))
            foreach (var validation in splits.Where(s => s.StartsWith("val", StringComparison.Ordinal)))
                faults.AddRange(DatasetCheck.Shared(dataset, training, validation));
        foreach (var fault in faults.Take(ShownFaults))
            Console.WriteLine($"FAULT {fault}");
        Console.WriteLine(faults.Count switch
        {
            0 => "no fault",
            1 => "1 fault",
            <= ShownFaults => $"{faults.Count} faults",
            _ => string.Create(CultureInfo.InvariantCulture, $"{faults.Count} faults, of which the first {ShownFaults} are shown"),
        });
        return faults.Count == 0 ? 0 : 1;
    }

    // trainval is both by name, and nothing is validated on what it leaves
    static bool IsForTraining(string split) =>
        split.StartsWith("train", StringComparison.Ordinal) && !split.StartsWith("trainval", StringComparison.Ordinal);

    static string MaskFolder(string folder) =>
        Directory.Exists(Path.Combine(folder, "SegmentationClassAug")) ? "SegmentationClassAug" : "SegmentationClass";

    static string[] Names(string[]? asked, SegmentationDataset dataset)
    {
        var names = (asked ?? []).SelectMany(a => a.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (names.Length > 0)
            return names;
        return dataset.SplitNames.Count > 0
            ? [.. dataset.SplitNames]
            : throw new UserErrorException($"{dataset.Folder}: there is no list in ImageSets/Segmentation");
    }

    static Option<int> Number(string name, int otherwise, int least, int most, string what)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = $"{what}, default {otherwise}", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
                result.AddError($"{name} is {value}; it must be between {least} and {most}");
        });
        return option;
    }
}
