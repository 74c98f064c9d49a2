using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>Where a dataset keeps what: the folders of a split's images and masks, and its list.</summary>
abstract class DatasetLayout(string folder)
{
    public string Folder => folder;

    /// <summary>One id a line, as PASCAL VOC has it: <c>ImageSets/Segmentation/SPLIT.txt</c>.</summary>
    protected string Lists => Path.Combine(Folder, "ImageSets", "Segmentation");

    public virtual IReadOnlyList<string> SplitNames =>
        Directory.Exists(Lists)
            ? [.. Directory.GetFiles(Lists, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];

    public abstract string ImagesOf(string split);

    public abstract string MasksOf(string split);

    /// <summary>The ids of a split, each with the place it stands at.</summary>
    /// <exception cref="UserErrorException">There is no such split.</exception>
    public virtual IEnumerable<(string Id, string Where)> IdsOf(string split)
    {
        var list = Path.Combine(Lists, split + ".txt");
        if (!File.Exists(list))
            throw new UserErrorException($"{list}: no such split; there are: {(SplitNames.Count == 0 ? "none" : string.Join(", ", SplitNames))}");
        return File.ReadAllLines(list).Select((line, i) => (line.Trim(), $"{list}:{i + 1}")).Where(entry => entry.Item1.Length > 0);
    }
}
