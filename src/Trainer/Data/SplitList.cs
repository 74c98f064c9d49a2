using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>One image of a list and its files; null for what is not there.</summary>
/// <param name="Where">The list's line that names it.</param>
sealed record ListedImage(string Id, string Where, string? Image, string? Mask);

/// <summary>A split's list held against the files.</summary>
sealed record SplitList(string Name, IReadOnlyList<ListedImage> Images, IReadOnlyList<string> Faults)
{
    /// <exception cref="Contracts.UserErrorException">There is no such split.</exception>
    public static SplitList Read(DatasetLayout layout, string name)
    {
        var (imageFolder, maskFolder) = (layout.ImagesOf(name), layout.MasksOf(name));
        var images = new List<ListedImage>();
        var faults = new List<string>();
        var first = new Dictionary<string, string>();
        foreach (var (id, where) in layout.IdsOf(name))
        {
            if (!first.TryAdd(id, where))
            {
                faults.Add($"{where}: {id} is there twice, first at {first[id]}");
                continue;
            }
            var mask = Path.Combine(maskFolder, id + ".png");
            var listed = new ListedImage(id, where, ImageFile.Find(imageFolder, id), File.Exists(mask) ? mask : null);
            if (listed.Image is null)
                faults.Add($"{where}: no image {id}.jpg or {id}.png in {imageFolder}");
            if (listed.Mask is null)
                faults.Add($"{where}: no mask {mask}");
            images.Add(listed);
        }
        if (images.Count == 0)
            faults.Add($"{layout.Folder}: the split '{name}' is empty");
        return new SplitList(name, images, faults);
    }
}
