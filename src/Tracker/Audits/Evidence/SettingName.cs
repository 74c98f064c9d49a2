namespace Platform.Tracker.Audits.Evidence;

/// <summary>Settings under the spellings of papers, command lines and configurations.</summary>
static class SettingName
{
    /// <summary>Those of exactly that name; else spelled alike; else the last part of whose path is.</summary>
    public static IReadOnlyList<Setting> Find(IReadOnlyList<Setting> settings, string name)
    {
        foreach (var isIt in (Func<Setting, bool>[])
        [
            s => s.Name == name,
            s => Plain(s.Name) == Plain(name),
            s => Plain(s.Name[(s.Name.LastIndexOf('.') + 1)..]) == Plain(name),
        ])
            if (settings.Where(isIt).ToArray() is { Length: > 0 } found)
                return found;
        return [];
    }

    // "Batch size", "batch_size" and "batch-size" are one
    static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
}
