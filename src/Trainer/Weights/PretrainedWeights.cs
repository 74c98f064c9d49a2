using Platform.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Weights;

/// <summary>How a published file met a module: every name of either side is in one of the lists.</summary>
/// <param name="Prefix">What the file's names carry in front of the module's ("module.", "model.", "branch1.encoder.").</param>
/// <param name="Resized">Matched, but interpolated or reshaped on the way.</param>
/// <param name="Unexpected">In the file under another prefix, or a classification head nobody uses.</param>
sealed record WeightsReport(
    string Path, string Prefix, IReadOnlyList<string> Matched, IReadOnlyList<string> Resized, IReadOnlyList<string> Unexpected)
{
    public override string ToString() =>
        $"{Path}: {Matched.Count} tensors matched{(Prefix.Length > 0 ? $" under '{Prefix}'" : "")}, 0 missing, {Unexpected.Count} unexpected"
        + (Resized.Count > 0 ? $"; resized: {string.Join(", ", Resized)}" : "")
        + (Unexpected.Count > 0 ? $"; unexpected: {string.Join(", ", Unexpected.Take(5))}{(Unexpected.Count > 5 ? ", …" : "")}" : "");
}

/// <summary>Loads published weights into a module by name.</summary>
static class PretrainedWeights
{
    /// <summary>The published classification head, which segmentation has no use for.</summary>
    const string HeadPrefix = "head.";

    /// <summary>Fills every parameter and buffer of the module.</summary>
    /// <exception cref="UserErrorException">
    /// A tensor is missing, has a shape that cannot be brought to the module's, or stands among the module's without a place; it is named.
    /// </exception>
    public static WeightsReport Load(nn.Module module, string path)
    {
        using var file = WeightsFile.Open(path);
        var own = module.state_dict();
        var prefix = PrefixOf(file.Shapes.Keys, own);
        var missing = own.Keys.Where(name => !file.Shapes.ContainsKey(prefix + name)).ToArray();
        if (missing.Length > 0)
            throw new UserErrorException($"{path}: tensor '{prefix}{missing[0]}' is missing{Others(missing.Length)}");
        var unexpected = file.Shapes.Keys
            .Where(name => !name.StartsWith(prefix, StringComparison.Ordinal) || !own.ContainsKey(name[prefix.Length..])).ToArray();
        if (unexpected.FirstOrDefault(name => IsMisplaced(name, prefix)) is { } stranger)
            throw new UserErrorException($"{path}: tensor '{stranger}' has no place in the backbone; check backbone.depth and backbone.stem");
        var resized = own.Where(w => Copy(file, prefix + w.Key, w.Value)).Select(w => w.Key).ToArray();
        return new(path, prefix, [.. own.Keys], resized, unexpected);
    }

    // under the prefix it would be a layer this module lacks; only heads may be left over there
    static bool IsMisplaced(string name, string prefix) =>
        name.StartsWith(prefix + "blocks.", StringComparison.Ordinal)
        || (prefix.Length == 0 && !name.StartsWith(HeadPrefix, StringComparison.Ordinal) && !name.Contains("classifier", StringComparison.Ordinal)
            && !name.Contains("decoder", StringComparison.Ordinal));

    // the one most of the module's names are found under; of equals the first in the file
    static string PrefixOf(IEnumerable<string> names, IReadOnlyDictionary<string, Tensor> own) => names
        .SelectMany(name => own.Keys.Where(o => name.EndsWith(o, StringComparison.Ordinal)).Select(o => name[..^o.Length]))
        .Where(prefix => prefix.Length == 0 || prefix.EndsWith('.'))
        .GroupBy(prefix => prefix)
        .OrderByDescending(group => group.Count())
        .FirstOrDefault()?.Key ?? "";

    // true when it had to be resized
    static bool Copy(WeightsFile file, string name, Tensor target)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var shape = file.Shapes[name].ToArray();
        var value = tensor(file.Read(name), shape);
        if (shape.SequenceEqual(target.shape))
        {
            target.copy_(value);
            return false;
        }
        target.copy_(Fit(value, target.shape, name) ?? throw new UserErrorException(
            $"{file.Path}: tensor '{name}' is ({string.Join(",", shape)}), the network needs ({string.Join(",", target.shape)})"));
        return true;
    }

    static Tensor? Fit(Tensor value, long[] shape, string name)
    {
        // the 21k weights hold the patch embedding as a matrix
        if (name.EndsWith("patch_embed.proj.weight", StringComparison.Ordinal) && value.numel() == shape.Aggregate(1L, (a, b) => a * b))
            return value.reshape(shape);
        if (name.EndsWith("pos_embed", StringComparison.Ordinal) && value.dim() == 3 && value.shape[2] == shape[2])
            return Positions(value, shape[1] - 1);
        return null;
    }

    // (1,1+n,D) → (1,1+count,D): both grids square, bicubic, corners not aligned; the class token's position stays
    static Tensor? Positions(Tensor value, long count)
    {
        var (from, to) = ((long)Math.Sqrt(value.shape[1] - 1), (long)Math.Sqrt(count));
        if (from * from != value.shape[1] - 1 || to * to != count)
            return null;
        var grid = value[.., 1..].transpose(1, 2).reshape(1, -1, from, from);
        var resized = nn.functional.interpolate(grid, [to, to], mode: InterpolationMode.Bicubic, align_corners: false);
        return cat([value[.., ..1], resized.flatten(2).transpose(1, 2)], 1);
    }

    static string Others(int count) => count > 1 ? $", and {count - 1} others" : "";
}
