namespace Platform.Tracker.Ablations;

/// <summary>CAM and segmentation come first, as papers have them.</summary>
static class OutputOrder
{
    static readonly string[] s_first = ["cam", "seg"];

    public static IReadOnlyList<string> Sorted(IEnumerable<string> outputs) =>
        [.. outputs.Distinct().OrderBy(o => Array.IndexOf(s_first, o) is >= 0 and var at ? at : s_first.Length).ThenBy(o => o, StringComparer.Ordinal)];
}
