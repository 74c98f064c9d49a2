namespace Platform.Tracker.Imports;

/// <summary>A picture of a log.</summary>
/// <param name="Tag">What it goes by; the same picture of a later iteration goes by the same.</param>
public sealed record ImportedPicture(string Tag, int Iteration, byte[] Png)
{
    // words of tags, most telling first
    static readonly (string Word, string Kind)[] s_kinds =
    [
        ("pseudo", "pseudo-label"), ("cam", "cam"), ("gt", "ground-truth"), ("ground", "ground-truth"), ("label", "ground-truth"), ("mask", "ground-truth"),
        ("pred", "prediction"), ("seg", "prediction"), ("output", "prediction"),
    ];

    /// <summary>What of a preview's kinds its tag says; "input" where it says none.</summary>
    public string Kind => s_kinds.FirstOrDefault(k => Tag.Contains(k.Word, StringComparison.OrdinalIgnoreCase)).Kind ?? "input";
}
