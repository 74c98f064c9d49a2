using Platform.Contracts;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>What a split holds, and what is wrong with it.</summary>
/// <param name="ImagesByClass">(C) images with each class, by the label file or the masks; of those without a fault.</param>
/// <param name="Unlabelled">Images without any class.</param>
/// <param name="Faults">A line each, with the file, in the list's order.</param>
public sealed record SplitReport(
    string Name, int Images, IReadOnlyList<int> ImagesByClass, int Unlabelled, IReadOnlyList<string> Faults);

/// <summary>
/// Holds the lists of a dataset against its files, and reads every one of those: images and masks that cannot be read, of unequal
/// size, with classes that do not exist, without labels where there is a label file.
/// </summary>
public static class DatasetCheck
{
    /// <summary>Reads on all cores; a dataset of 10,000 pictures takes minutes on two.</summary>
    /// <exception cref="UserErrorException">There is no such split.</exception>
    public static SplitReport Run(SegmentationDataset dataset, string split)
    {
        var list = dataset.List(split);
        var checks = new ImageCheck[list.Images.Count];
        Parallel.For(0, checks.Length, i => checks[i] = Check(dataset, list.Images[i]));
        var sound = checks.Where(c => c.Tags is not null).ToArray();
        var classes = Enumerable.Range(0, dataset.ClassNames.Count).Select(c => sound.Count(s => s.Tags![c] > 0)).ToArray();
        var faults = list.Faults.Concat(dataset.Labels?.Missing(list.Images) ?? []).Concat(checks.SelectMany(c => c.Faults));
        return new SplitReport(split, checks.Length, classes, sound.Count(c => !c.Tags!.Contains(1)), [.. faults]);
    }

    /// <summary>A fault for each image of a training split that a validation split has too: its score would be no validation.</summary>
    public static IEnumerable<string> Shared(SegmentationDataset dataset, string training, string validation)
    {
        var held = dataset.List(validation).Images.Select(i => i.Id).ToHashSet();
        return dataset.List(training).Images.Where(i => held.Contains(i.Id)).Select(i => $"{i.Where}: {i.Id} is in {validation} too");
    }

    static ImageCheck Check(SegmentationDataset dataset, ListedImage listed)
    {
        var faults = new List<string>();
        var image = Try(faults, listed.Image, ImageFile.Read);
        var mask = Try(faults, listed.Mask, file => DatasetSplit.ReadMask(file, dataset.ClassNames.Count));
        if (image is null || mask is null)
            return new(faults, null);
        Try(faults, listed.Mask, file =>
        {
            DatasetSplit.CheckSizes(image, mask, file);
            return mask;
        });
        var tags = dataset.Labels is { } labels ? labels.Of(listed.Id) : DatasetSplit.TagsOf(mask, dataset.ClassNames.Count);
        return new(faults, faults.Count == 0 ? tags : null);
    }

    // a file that is not there is a fault of the list already
    static T? Try<T>(List<string> faults, string? file, Func<string, T> read) where T : class
    {
        try
        {
            return file is null ? null : read(file);
        }
        catch (UserErrorException e)
        {
            faults.Add(e.Message);
            return null;
        }
    }

    sealed record ImageCheck(IReadOnlyList<string> Faults, float[]? Tags);
}
