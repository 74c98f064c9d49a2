namespace Platform.Tracker.Audits.Evidence;

/// <summary>Outputs of a network; "seg+crf" is "seg" under another protocol.</summary>
static class OutputName
{
    const string Refined = "+crf";

    public static (string? Output, bool? Crf) Split(string? name) =>
        name?.EndsWith(Refined, StringComparison.OrdinalIgnoreCase) == true ? (name[..^Refined.Length], true) : (name, null);
}
