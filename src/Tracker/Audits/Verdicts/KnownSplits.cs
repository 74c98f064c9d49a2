using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>How many images the splits of public datasets have.</summary>
static class KnownSplits
{
    static readonly KnownSplit[] s_all =
    [
        new("VOC", "train", [1464], "VOC 2012 segmentation"),
        new("VOC", "train_aug", [10_582], "VOC 2012 with SBD"),
        new("VOC", "val", [1449], "VOC 2012 segmentation"),
        new("VOC", "test", [1456], "VOC 2012 segmentation"),
        new("COCO", "train2014", [82_783, 82_081], "all, and those with an annotation"),
        new("COCO", "val2014", [40_504, 40_137], "all, and those with an annotation"),
        new("COCO", "train2017", [118_287, 117_266], "all, and those with an annotation"),
        new("COCO", "val2017", [5_000, 4_952], "all, and those with an annotation"),
    ];

    public static IReadOnlyList<KnownSplit> Find(string dataset, string split) =>
        [.. s_all.Where(k => DatasetName.AreSame(k.Dataset, dataset) && SplitName.AreSame(k.Split, split))];

    public static IReadOnlyList<KnownSplit> WithImages(string dataset, int images) =>
        [.. s_all.Where(k => DatasetName.AreSame(k.Dataset, dataset) && k.Images.Contains(images))];
}

/// <summary>A split, and every count of it that is used.</summary>
sealed record KnownSplit(string Dataset, string Split, IReadOnlyList<int> Images, string Why);
