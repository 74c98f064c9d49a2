using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// The classes each image of a batch has, as columns of equal number P: images with fewer repeat a class whose mass is then zero.
/// So a whole batch is refined at once with P channels, not C.
/// </summary>
sealed class PresentClasses
{
    readonly Tensor _classes;   // (B,P) int64, class index 0 … C-1
    readonly Tensor _missing;   // (B,P) bool: a filler column

    PresentClasses(Tensor classes, Tensor missing) => (_classes, _missing) = (classes, missing);

    public static PresentClasses Of(Tensor tags)
    {
        var most = Math.Max(1, (long)tags.sum(1).max().ToSingle());                  // sync point: reads the largest count
        var (values, order) = tags.sort(1, descending: true, stable: true);          // stable: ties keep the classes' order
        return new(order[.., ..(int)most], values[.., ..(int)most] == 0);
    }

    /// <summary>(B,C,H,W) → (B,P,H,W).</summary>
    public Tensor Gather(Tensor cam)
    {
        var index = _classes.reshape(_classes.shape[0], _classes.shape[1], 1, 1).expand(-1, -1, cam.shape[2], cam.shape[3]);
        return cam.gather(1, index);
    }

    /// <summary>A constant background (B) before the CAMs, resized, softmax over the classes present. (B,1+P,height,width).</summary>
    public Tensor Masses(Tensor cams, Tensor background, long height, long width)
    {
        var resized = PseudoLabels.Resize(cams, height, width);
        var constant = background.reshape(-1, 1, 1, 1).expand(-1, 1, height, width);
        return cat([constant, resized.masked_fill(Missing, double.NegativeInfinity)], 1).softmax(1);
    }

    /// <summary>The label of each column of the masses, 0 first. (B,1+P) int64.</summary>
    public Tensor Keys => cat([zeros_like(_classes[.., ..1]), _classes + 1], 1);

    /// <summary>Arg-max of masses (B,1+P,H,W) as class labels, 0 = background. (B,H,W) int64.</summary>
    public Tensor Labels(Tensor masses)
    {
        var column = masses.argmax(1);                                              // (B,H,W)
        return Keys.gather(1, column.flatten(1)).reshape(column.shape);
    }

    Tensor Missing => _missing.unsqueeze(-1).unsqueeze(-1);
}
