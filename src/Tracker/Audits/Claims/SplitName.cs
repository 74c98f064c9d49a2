namespace Platform.Tracker.Audits.Claims;

/// <summary>Splits by name: "val" may be any year's, "val2014" and "val2017" are two.</summary>
static class SplitName
{
    public static bool AreSame(string a, string b)
    {
        var (left, right) = (Plain(a), Plain(b));
        return left == right || (Year(left) is null ^ Year(right) is null && Stem(left) == Stem(right));
    }

    static string Plain(string name) => name.Trim().ToLowerInvariant() switch
    {
        "validation" => "val",
        "training" => "train",
        "testing" => "test",
        var plain => plain,
    };

    static string? Year(string plain) => plain.Length > 4 && plain[^4..].All(char.IsAsciiDigit) ? plain[^4..] : null;

    static string Stem(string plain) => Year(plain) is null ? plain : plain[..^4].TrimEnd('_', '-', ' ');
}
