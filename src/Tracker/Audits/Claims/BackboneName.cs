using System.Text.RegularExpressions;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Backbones under the names of papers ("ViT-B/16"), of code ("deit_base_patch16_224") and of people ("ViT-Large").</summary>
static partial class BackboneName
{
    public static bool AreSame(string a, string b) => Family(a) == Family(b);

    /// <summary>"vit-b", "resnet-101" … ; a DeiT is a ViT, trained otherwise.</summary>
    public static string Family(string name)
    {
        var plain = name.ToLowerInvariant();
        if (Transformer().Match(plain) is { Success: true } transformer)
        {
            var (kind, size) = (transformer.Groups["kind"].Value, transformer.Groups["size"].Value);
            return $"{(kind == "deit" ? "vit" : kind)}-{(char.IsAsciiDigit(size[^1]) ? size : size[..1])}"; // MiT-B1 and MiT-B2 are two
        }
        if (Residual().Match(plain) is { Success: true } residual)
            return $"resnet-{residual.Groups["depth"].Value}";
        return string.Concat(plain.Where(char.IsAsciiLetterOrDigit));
    }

    [GeneratedRegex(@"(?<kind>vit|deit|swin|mit)[\s_\-]*(?<size>tiny|small|base|large|huge|b\d|[tsblh](?![a-z]))", RegexOptions.ExplicitCapture)]
    private static partial Regex Transformer();

    [GeneratedRegex(@"res(net|nest)?[\s_\-]*(?<depth>\d{2,3})", RegexOptions.ExplicitCapture)]
    private static partial Regex Residual();
}
