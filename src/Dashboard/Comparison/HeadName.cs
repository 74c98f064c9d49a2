using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>How evaluated outputs are called: in addresses "val/seg/student", on the page "seg", as a series "miou/val/seg".</summary>
public static class HeadName
{
    const string OnlyStudent = "student";

    public static string Full(ComparedHead head) => $"{head.Split}/{head.Output}/{head.Network}";

    public static string Short(ComparedHead head) => head.Network == OnlyStudent ? head.Output : $"{head.Output} · {NetworkOf(head)}";

    public static string NetworkOf(ComparedHead head) => head.Network == ComparedHead.Better ? "the better network" : head.Network;

    /// <summary>A metric as it is headed: "miou/val/seg/*" is "miou/val/seg, the better network".</summary>
    public static string Title(string metric) => metric.EndsWith("/" + ComparedHead.Better, StringComparison.Ordinal) ? $"{metric[..^2]}, the better network" : metric;

    /// <summary>As the tracker names the mIoU of evaluations.</summary>
    public static string MetricOf(ComparedHead head) => $"miou/{head.Split}/{head.Output}" + (head.Network == OnlyStudent ? "" : $"/{head.Network}");

    /// <summary>The head of the address; else the segmentation most runs have, else what most have.</summary>
    public static ComparedHead? Chosen(CompareView view)
    {
        var heads = view.Comparison?.Heads ?? [];
        return heads.FirstOrDefault(h => Full(h) == view.State.Head)
            ?? heads.OrderByDescending(h => h.Runs).ThenByDescending(h => h.Split == "val").ThenByDescending(h => h.Output == "seg")
                .ThenByDescending(h => h.Network == ComparedHead.Better).FirstOrDefault();
    }

    public static string? SplitOf(CompareView view) => Chosen(view)?.Split;
}
