namespace Platform.Tracker.Audits.Claims;

/// <summary>Datasets under the many names they go by.</summary>
static class DatasetName
{
    public static bool AreSame(string a, string b) => Family(a) == Family(b);

    /// <summary>"voc", "coco", or the name's letters and digits.</summary>
    public static string Family(string name)
    {
        var plain = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return plain.Contains("voc", StringComparison.Ordinal) || plain == "pascal" ? "voc"
            : plain.Contains("coco", StringComparison.Ordinal) ? "coco"
            : plain;
    }
}
