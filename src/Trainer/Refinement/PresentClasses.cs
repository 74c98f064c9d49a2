using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// The classes in each image, packed to the front, so that work per class is done for the few classes of an image and not for all.
/// </summary>
/// <param name="Indices">(B,S) class indices, ascending; beyond an image's classes any</param>
/// <param name="Mask">(B,S) true where there is a class</param>
sealed record PresentClasses(Tensor Indices, Tensor Mask)
{
    /// <param name="tags">(B,C)</param>
    /// <param name="most">S, at least the largest number of classes in one image</param>
    public static PresentClasses Of(Tensor tags, long most)
    {
        var (values, indices) = tags.sort(1, descending: true, stable: true);  // stable: ties keep the classes' order
        return new PresentClasses(indices.narrow(1, 0, most), values.narrow(1, 0, most) > 0);
    }

    /// <summary>(B,C,H,W) to (B,S,H,W)</summary>
    public Tensor Pick(Tensor maps) =>
        maps.gather(1, Indices.unsqueeze(2).unsqueeze(3).expand(-1, -1, maps.shape[2], maps.shape[3]));

    /// <summary>Positions in "background, then S classes" (B,H,W) to labels (B,H,W)</summary>
    public Tensor ToLabels(Tensor positions)
    {
        var labels = cat([zeros_like(Indices.narrow(1, 0, 1)), Indices + 1], 1);  // (B,1+S)
        return labels.gather(1, positions.flatten(1)).view_as(positions);
    }
}
