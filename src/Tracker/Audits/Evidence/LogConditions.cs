using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>What the settings of an imported log tell of dataset, backbone and split sizes.</summary>
static class LogConditions
{
    // where the code families name their data, most telling first
    static readonly string[] s_datasets = ["dataset", "dataset_name", "data", "list_folder", "data_folder", "data_root", "voc12_root", "coco_root", "img_folder"];

    public static Conditions Of(IReadOnlyList<Setting> settings) => new()
    {
        Dataset = s_datasets.SelectMany(name => SettingName.Find(settings, name)).Select(s => DatasetName.Family(s.Text)).FirstOrDefault(f => f is "voc" or "coco"),
        Backbone = SettingName.Find(settings, "backbone").FirstOrDefault()?.Text,
    };

    /// <summary>"validation images: 1449", told in prose.</summary>
    public static IReadOnlyList<SplitImages> SplitSizes(ImportedLog log) =>
    [
        .. log.Statements.Where(s => s.Subject.Contains("images", StringComparison.OrdinalIgnoreCase) || s.Unit == "images")
            .Where(s => s.Value is >= 1 and <= int.MaxValue && s.Value == Math.Floor(s.Value))
            .SelectMany(s => s.Subject.Split(' ').Where(w => w.StartsWith("val", StringComparison.OrdinalIgnoreCase) || w.StartsWith("train", StringComparison.OrdinalIgnoreCase)
                || w.StartsWith("test", StringComparison.OrdinalIgnoreCase)).Take(1).Select(w => new SplitImages(w, (int)s.Value, new(log.Source, Line: s.Line)))),
    ];
}
