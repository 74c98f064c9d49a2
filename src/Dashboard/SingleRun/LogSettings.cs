namespace Platform.Dashboard.SingleRun;

/// <summary>Which lines of the console are shown; kept in the address.</summary>
public sealed record LogSettings : IPartSettings
{
    /// <summary>What lines hold, whatever its case; the tracker searches.</summary>
    public string? Search { get; init; }

    public bool ErrorsOnly { get; init; }

    public bool Times { get; init; }

    public RunTab Tab => RunTab.Log;

    public IEnumerable<(string Key, string? Value)> Query => [("q", Search), ("stream", ErrorsOnly ? "err" : null), ("times", Times ? "1" : null)];

    public static LogSettings Read(PageQuery query) => new() { Search = query.Text("q"), ErrorsOnly = query.Text("stream") == "err", Times = query.Flag("times") };
}
