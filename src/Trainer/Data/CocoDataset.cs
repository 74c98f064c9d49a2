using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// COCO 2014 with the VOC-style masks that weakly supervised work uses. Images are in <c>train2014</c> and <c>val2014</c>, under
/// <c>JPEGImages</c>, under <c>coco2014</c> or in the folder itself; masks of indices 0 … 80 and 255 in
/// <c>SegmentationClass/train2014</c> and <c>SegmentationClass/val2014</c>. A split whose name starts with "train" or "val" has its list
/// in <c>ImageSets/Segmentation</c>; "train" and "val" without a list are all images that have a mask.
/// </summary>
public static class CocoDataset
{
    static readonly string[] s_parts = ["train2014", "val2014"];

    static readonly string[] s_imageFolders = ["JPEGImages", "coco2014", ""];

    /// <summary>The 80 in the order of the masks' indices.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light",
        "fire hydrant", "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow",
        "elephant", "bear", "zebra", "giraffe", "backpack", "umbrella", "handbag", "tie", "suitcase", "frisbee",
        "skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard", "tennis racket", "bottle",
        "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple", "sandwich", "orange",
        "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch", "potted plant", "bed",
        "dining table", "toilet", "tv", "laptop", "mouse", "remote", "keyboard", "cell phone", "microwave", "oven",
        "toaster", "sink", "refrigerator", "book", "clock", "vase", "scissors", "teddy bear", "hair drier", "toothbrush",
    ];

    /// <param name="labelFile">Image-level labels (<see cref="ImageLabels"/>), relative to the folder; null: from the masks.</param>
    /// <exception cref="UserErrorException">The folder or a part of the layout is missing.</exception>
    public static SegmentationDataset Open(string folder, string maskFolder = "SegmentationClass", string? labelFile = null)
    {
        if (!Directory.Exists(folder))
            throw new UserErrorException(
                $"{folder}: no such dataset folder; put COCO 2014 there (JPEGImages/train2014, JPEGImages/val2014, {maskFolder}/train2014, "
                + $"{maskFolder}/val2014, ImageSets/Segmentation), or set dataset.folder to where it is");
        var images = ImageFolder(folder)
            ?? throw new UserErrorException($"{folder}: not COCO 2014: it has no folder train2014 or val2014, nor have JPEGImages or coco2014 in it");
        if (!s_parts.Any(part => Directory.Exists(Path.Combine(folder, maskFolder, part))))
            throw new UserErrorException($"{folder}: not COCO 2014 with masks: it has no folder {maskFolder}/train2014 or {maskFolder}/val2014");
        var labels = labelFile is null ? null : ImageLabels.Read(Path.Combine(folder, labelFile), Classes.Count);
        return new SegmentationDataset(new Layout(folder, images, Path.Combine(folder, maskFolder)), Classes, labels);
    }

    /// <summary>The folder that holds the folders of images; null when there is none.</summary>
    internal static string? ImageFolder(string folder) => s_imageFolders
        .Select(name => Path.Combine(folder, name))
        .FirstOrDefault(candidate => s_parts.Any(part => Directory.Exists(Path.Combine(candidate, part))));

    sealed class Layout(string folder, string images, string masks) : DatasetLayout(folder)
    {
        public override IReadOnlyList<string> SplitNames =>
        [
            .. base.SplitNames
                .Concat(s_parts.Where(part => Directory.Exists(Path.Combine(masks, part))).Select(part => part[..^"2014".Length]))
                .Distinct().Order(StringComparer.Ordinal),
        ];

        public override string ImagesOf(string split) => Path.Combine(images, PartOf(split));

        public override string MasksOf(string split) => Path.Combine(masks, PartOf(split));

        public override IEnumerable<(string Id, string Where)> IdsOf(string split)
        {
            var folder = MasksOf(split);
            if (split is not ("train" or "val") || base.SplitNames.Contains(split) || !Directory.Exists(folder))
                return base.IdsOf(split);
            return Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), f));
        }

        string PartOf(string split) =>
            split.StartsWith("train", StringComparison.Ordinal) ? s_parts[0]
            : split.StartsWith("val", StringComparison.Ordinal) ? s_parts[1]
            : throw new UserErrorException(
                $"{Folder}: the split '{split}' of COCO must be named train… or val…, which says where its images are; there are: {string.Join(", ", SplitNames)}");
    }
}
