namespace Platform.Dashboard.SingleRun;

/// <summary>What of the configuration is shown; kept in the address.</summary>
public sealed record ConfigSettings : IPartSettings
{
    /// <summary>Words that a key or its value holds.</summary>
    public string? Search { get; init; }

    public RunTab Tab => RunTab.Config;

    public IEnumerable<(string Key, string? Value)> Query => [("q", Search)];

    public static ConfigSettings Read(PageQuery query) => new() { Search = query.Text("q") };
}
