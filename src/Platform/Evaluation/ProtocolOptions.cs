using System.CommandLine;
using System.Globalization;
using Platform.Contracts;
using Platform.Trainer.Evaluation;

namespace Platform.Evaluation;

/// <summary>The options that say how is scored.</summary>
sealed class ProtocolOptions
{
    readonly Option<string?> _scales = new("--scales") { HelpName = "LIST", Description = "scales of segmentation, default 1.0; VOC was published with 1.0,1.5,1.25, COCO with 1.0,1.25,1.5" };
    readonly Option<bool> _flip = new("--flip") { Description = "each scale with its mirror image" };
    readonly Option<bool> _crf = new("--crf") { Description = "the better network's segmentation also after the dense CRF: output seg+crf" };
    readonly Option<string?> _fusion = new("--fusion") { Description = "of scales: max at the images' own size (VOC; default), sum at the trained size (COCO; its default)" };
    readonly Option<string?> _outputs = new("--outputs") { HelpName = "LIST", Description = $"of {string.Join(',', SegmentationProtocol.AllOutputs)}; default all but seg+crf" };

    public ProtocolOptions() => _fusion.AcceptOnlyFromAmong("max", "sum");

    public IEnumerable<Option> All => [_scales, _flip, _crf, _fusion, _outputs];

    /// <exception cref="UserErrorException">A scale or an output is none.</exception>
    public SegmentationProtocol Read(ParseResult parsed, string datasetKind)
    {
        var outputs = Outputs(parsed.GetValue(_outputs));
        return new()
        {
            Outputs = parsed.GetValue(_crf) && !outputs.Contains("seg+crf") ? [.. outputs, "seg+crf"] : outputs,
            Scales = [.. Items(parsed.GetValue(_scales) ?? "1.0").Select(Scale)],
            Flip = parsed.GetValue(_flip),
            Fusion = (parsed.GetValue(_fusion) ?? (datasetKind == "coco" ? "sum" : "max")) == "sum" ? FusionRule.Sum : FusionRule.Max,
        };
    }

    static IReadOnlyList<string> Outputs(string? text)
    {
        if (text is null)
            return new SegmentationProtocol().Outputs;
        var outputs = Items(text);
        return outputs.FirstOrDefault(o => !SegmentationProtocol.AllOutputs.Contains(o)) is { } unknown
            ? throw new UserErrorException($"--outputs: there is no output '{unknown}'; there are {string.Join(", ", SegmentationProtocol.AllOutputs)}")
            : outputs;
    }

    static double Scale(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is >= 0.1 and <= 4
            ? scale
            : throw new UserErrorException($"--scales: '{text}' is no scale; they are numbers from 0.1 to 4, as in 1.0,1.5,1.25");

    static string[] Items(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
