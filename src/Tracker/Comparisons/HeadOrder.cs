namespace Platform.Tracker.Comparisons;

/// <summary>Outputs in the order of the way from a class activation map to a segmentation; others last.</summary>
static class HeadOrder
{
    static readonly string[] s_outputs = ["cam-aux", "cam", "pseudo-label", "seg", "seg+crf"];

    public static int Of(string output) => Array.IndexOf(s_outputs, output) is >= 0 and var i ? i : s_outputs.Length;
}
