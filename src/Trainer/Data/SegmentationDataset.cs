namespace Platform.Trainer.Data;

/// <summary>A dataset in a folder: its classes, and by name the lists of images that make its splits.</summary>
public sealed class SegmentationDataset
{
    readonly DatasetLayout _layout;

    internal SegmentationDataset(DatasetLayout layout, IReadOnlyList<string> classNames, ImageLabels? labels)
    {
        _layout = layout;
        Labels = labels;
        ClassNames = classNames;
        LabelNames = ["background", .. classNames];
    }

    public string Folder => _layout.Folder;

    /// <summary>The C foreground classes; class c has index c + 1 in masks.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>All K = C + 1 labels in the order of the masks' indices: background, then <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The splits there are lists of, in the order of the alphabet.</summary>
    public IReadOnlyList<string> SplitNames => _layout.SplitNames;

    /// <summary>Image-level labels from a file; null where they are derived from the masks.</summary>
    internal ImageLabels? Labels { get; }

    /// <exception cref="Contracts.UserErrorException">There is no such list, or it does not agree with the files.</exception>
    public DatasetSplit Split(string name) => DatasetSplit.Open(this, SplitList.Read(_layout, name));

    /// <summary>The list as it is, whatever it says.</summary>
    internal SplitList List(string name) => SplitList.Read(_layout, name);
}
