using System.Globalization;
using Platform.Contracts;

namespace Platform.Trainer.Configuration;

/// <summary>Values that have the right type and cannot work all the same.</summary>
static class ConfigRanges
{
    public static void Check(TrainingConfig config, ConfigNode root)
    {
        if (Faults(config, root).FirstOrDefault() is { } fault)
            throw new UserErrorException(fault);
    }

    /// <summary>All of them, each with its place.</summary>
    public static IEnumerable<string> Faults(TrainingConfig config, ConfigNode root) => Rules(config).Where(rule => !rule.Holds).Select(rule =>
        string.Create(CultureInfo.InvariantCulture, $"{WhereOf(root, rule.Path)}: {rule.Path} is {rule.Value}, it must be {rule.Rule}"));

    static IEnumerable<(bool Holds, string Path, object Value, string Rule)> Rules(TrainingConfig c) =>
        [AtLeast(1, "iterations", c.Iterations), .. Dataset(c), .. Backbone(c.Backbone), .. Rest(c), .. Dupl(c.Dupl)];

    static IEnumerable<(bool, string, object, string)> Dataset(TrainingConfig c)
    {
        var (d, s) = (c.Dataset, c.Dataset.Shapes);
        yield return OneOf("dataset.kind", d.Kind, "shapes", "voc", "coco");
        yield return (d.Folder.Trim().Length > 0, "dataset.folder", "empty", "a folder");
        yield return AtLeast(1, "dataset.batchSize", d.BatchSize);
        yield return AtLeast(1, "backbone.patchSize", c.Backbone.PatchSize);
        yield return AtLeast(1, "dataset.cropSize", d.CropSize);
        yield return (c.Backbone.PatchSize < 1 || d.CropSize % c.Backbone.PatchSize == 0, "dataset.cropSize", d.CropSize,
            $"divisible by backbone.patchSize, which is {c.Backbone.PatchSize}");
        yield return (d.MinScale > 0, "dataset.minScale", d.MinScale, "greater than 0");
        yield return (d.MaxScale >= d.MinScale && d.MaxScale <= 16, "dataset.maxScale", d.MaxScale, "between dataset.minScale and 16");
        yield return AtLeast(0, "dataset.workers", d.Workers);
        foreach (var rule in Colours(d))
            yield return rule;
        yield return (s.Size is >= 16 and <= 1024, "dataset.shapes.size", s.Size, "between 16 and 1024");
        yield return (s.Classes is >= 1 and <= 6, "dataset.shapes.classes", s.Classes, "between 1 and 6");
        yield return AtLeast(1, "dataset.shapes.trainImages", s.TrainImages);
        yield return AtLeast(1, "dataset.shapes.validationImages", s.ValidationImages);
        yield return (s.MinRadius is >= 0.05 and <= 0.5, "dataset.shapes.minRadius", s.MinRadius, "between 0.05 and 0.5");
        yield return (s.MaxRadius >= s.MinRadius && s.MaxRadius <= 0.5, "dataset.shapes.maxRadius", s.MaxRadius,
            "between dataset.shapes.minRadius and 0.5");
        yield return Share("dataset.shapes.ownTint", s.OwnTint);
        yield return Share("dataset.shapes.backgroundTie", s.BackgroundTie);
    }

    static IEnumerable<(bool, string, object, string)> Colours(DatasetConfig d)
    {
        var (jitter, blur) = (d.ColorJitter, d.Blur);
        yield return Share("dataset.colorJitter.probability", jitter.Probability);
        yield return (jitter.Brightness >= 0, "dataset.colorJitter.brightness", jitter.Brightness, "0 or more");
        yield return (jitter.Contrast >= 0, "dataset.colorJitter.contrast", jitter.Contrast, "0 or more");
        yield return (jitter.Saturation >= 0, "dataset.colorJitter.saturation", jitter.Saturation, "0 or more");
        yield return (jitter.Hue is >= 0 and <= 0.5, "dataset.colorJitter.hue", jitter.Hue, "between 0 and 0.5");
        yield return Share("dataset.grayscale", d.Grayscale);
        yield return Share("dataset.blur.probability", blur.Probability);
        yield return (blur.MinRadius >= 0, "dataset.blur.minRadius", blur.MinRadius, "0 or more");
        yield return (blur.MaxRadius >= blur.MinRadius && blur.MaxRadius <= 64, "dataset.blur.maxRadius", blur.MaxRadius, "between dataset.blur.minRadius and 64");
    }

    static IEnumerable<(bool, string, object, string)> Backbone(BackboneConfig b)
    {
        yield return AtLeast(1, "backbone.dim", b.Dim);
        yield return AtLeast(1, "backbone.depth", b.Depth);
        yield return AtLeast(1, "backbone.heads", b.Heads);
        yield return AtLeast(1, "backbone.gridSize", b.GridSize);
        yield return (b.Heads < 1 || b.Dim % b.Heads == 0, "backbone.dim", b.Dim, $"divisible by backbone.heads, which is {b.Heads}");
        yield return OneOf("backbone.stem", b.Stem, "patch", "conv");
        yield return OneOf("backbone.precision", b.Precision, "float32", "bfloat16");
        yield return (b.AuxiliaryLayer < 0 && b.AuxiliaryLayer >= -b.Depth, "backbone.auxiliaryLayer", b.AuxiliaryLayer,
            $"between -{b.Depth} (the first block) and -1 (the last)");
    }

    static IEnumerable<(bool, string, object, string)> Rest(TrainingConfig c)
    {
        yield return (c.Optimizer.LearningRate > 0, "optimizer.learningRate", c.Optimizer.LearningRate, "greater than 0");
        yield return (c.Optimizer.HeadFactor > 0, "optimizer.headFactor", c.Optimizer.HeadFactor, "greater than 0");
        yield return (c.Optimizer.WeightDecay >= 0, "optimizer.weightDecay", c.Optimizer.WeightDecay, "0 or more");
        yield return (c.Optimizer.Power >= 0, "optimizer.power", c.Optimizer.Power, "0 or more");
        yield return AtLeast(0, "optimizer.warmupIterations", c.Optimizer.WarmupIterations);
        yield return (c.Cam.Scales.Count > 0 && c.Cam.Scales.All(s => s is > 0 and <= 16), "cam.scales",
            $"[{string.Join(", ", c.Cam.Scales.Select(s => s.ToString(CultureInfo.InvariantCulture)))}]",
            "one or more scales, each greater than 0 and at most 16");
        yield return Share("cam.highThreshold", c.Cam.HighThreshold);
        yield return (c.Cam.LowThreshold >= 0 && c.Cam.LowThreshold <= c.Cam.HighThreshold, "cam.lowThreshold", c.Cam.LowThreshold,
            "between 0 and cam.highThreshold");
        yield return Share("cam.backgroundThreshold", c.Cam.BackgroundThreshold);
        yield return AtLeast(1, "decoder.width", c.Decoder.Width);
        yield return AtLeast(1, "decoder.dilation", c.Decoder.Dilation);
        yield return AtLeast(0, "decoder.guideWidth", c.Decoder.GuideWidth);
        yield return (c.Refinement.Dilations.Count > 0 && c.Refinement.Dilations.All(d => d is >= 1 and <= 256), "refinement.dilations",
            $"[{string.Join(", ", c.Refinement.Dilations)}]", "one or more dilations between 1 and 256");
        yield return AtLeast(0, "refinement.steps", c.Refinement.Steps);
        yield return AtLeast(0, "schedule.contrastFrom", c.Schedule.ContrastFrom);
        yield return AtLeast(0, "schedule.segmentationFrom", c.Schedule.SegmentationFrom);
        yield return AtLeast(1, "schedule.logEvery", c.Schedule.LogEvery);
        yield return AtLeast(1, "schedule.evaluateEvery", c.Schedule.EvaluateEvery);
        yield return AtLeast(1, "schedule.previewEvery", c.Schedule.PreviewEvery);
        yield return AtLeast(1, "schedule.checkpointEvery", c.Schedule.CheckpointEvery);
        yield return AtLeast(0, "schedule.previewImages", c.Schedule.PreviewImages);
    }

    static IEnumerable<(bool, string, object, string)> Dupl(DuplConfig d)
    {
        yield return OneOf("dupl.discrepancyForm", d.DiscrepancyForm, "code", "paper");
        yield return OneOf("dupl.discrepancyAxis", d.DiscrepancyAxis, "spatial", "channel", "whole");
        yield return AtLeast(0, "dupl.discrepancyFrom", d.DiscrepancyFrom);
        yield return Share("dupl.thresholdTarget", d.ThresholdTarget);
        yield return AtLeast(0, "dupl.thresholdFrom", d.ThresholdFrom ?? 0);
        yield return AtLeast(0, "dupl.auxiliaryLabelsUntil", d.AuxiliaryLabelsUntil ?? 0);
        yield return AtLeast(0, "dupl.filterFrom", d.FilterFrom);
        yield return AtLeast(0, "dupl.consistencyFrom", d.ConsistencyFrom);
        yield return (d.FilterMinLoss >= 0, "dupl.filterMinLoss", d.FilterMinLoss, "0 or more");
        yield return AtLeast(2, "dupl.filterMinValues", d.FilterMinValues);
        yield return (d.FilterSeparation >= 0, "dupl.filterSeparation", d.FilterSeparation, "0 or more");
        yield return Share("dupl.filterPosterior", d.FilterPosterior);
        yield return Share("dupl.confidence", d.Confidence);
        yield return (d.StrongScale is > 0 and <= 4, "dupl.strongScale", d.StrongScale, "greater than 0 and at most 4");
    }

    static (bool, string, object, string) AtLeast(int least, string path, int value) => (value >= least, path, value, $"{least} or more");

    static (bool, string, object, string) Share(string path, double value) => (value is >= 0 and <= 1, path, value, "between 0 and 1");

    static (bool, string, object, string) OneOf(string path, string value, params string[] known) =>
        (known.Contains(value), path, $"'{value}'", $"one of: {string.Join(", ", known)}");

    /// <summary>The place of the value, or of the nearest object around it when the value is a default.</summary>
    static string WhereOf(ConfigNode root, string path)
    {
        var node = root;
        foreach (var key in path.Split('.'))
            node = node.Members.GetValueOrDefault(key, node);
        return node.Where;
    }
}
