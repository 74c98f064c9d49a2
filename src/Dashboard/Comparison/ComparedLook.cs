using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Comparison;

/// <summary>A group as it looks everywhere on the page: its words, its colour, dash and marker.</summary>
/// <param name="Index">Its place among all groups.</param>
public sealed record ComparedLook(ComparedGroup Group, int Index, bool IsHidden, bool IsBaseline)
{
    public string Key => Group.Key;

    public IReadOnlyList<Guid> Runs => [.. Group.Runs.Select(r => r.Id)];

    public SeriesStyle Style => SeriesStyle.Of(Index) with { Marker = Index % SeriesStyle.Markers };

    /// <summary>Made of what differs alone; the run's name where nothing does.</summary>
    public string Label => LabelOf(Group.Label) is { Length: > 0 } label ? label : Group.Runs.Count == 1 ? Group.Runs[0].Name : $"{Group.Runs.Count} runs";

    /// <summary>The label, and of a group how many seeds it has.</summary>
    public string Legend => Group.Runs.Count == 1 ? Label : $"{Label} ({Seeds})";

    public string Seeds => Group.Runs.Select(r => r.Seed).Distinct().Count() == Group.Runs.Count ? $"{Group.Runs.Count} seeds" : $"{Group.Runs.Count} runs";

    // of switches those that are on; a group with all of them off says so
    static string LabelOf(IReadOnlyList<LegendPart> parts)
    {
        var switches = parts.Where(p => p.Value is "true" or "false").ToArray();
        var on = switches.Where(p => p.Value == "true").ToArray();
        IEnumerable<string> words = switches.Length > 0 && on.Length == 0
            ? [switches.Length == 1 ? switches[0].ToString() : switches.Length == 2 ? $"no {switches[0].Name}, no {switches[1].Name}" : $"none of {switches.Length} switches"]
            : [string.Join(' ', on.Select(p => p.ToString()))];
        return string.Join(" · ", words.Concat(parts.Except(switches).Select(p => p.ToString())).Where(w => w.Length > 0));
    }
}
