namespace Platform.Settings;

/// <summary>One thing that can be set from outside. <see cref="Key"/> is <c>Section:Name</c>.</summary>
sealed record Setting(string Key, string Default, string Meaning)
{
    public const string Prefix = "PLATFORM_";

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => Prefix + Key.Replace(":", "__", StringComparison.Ordinal);
}
