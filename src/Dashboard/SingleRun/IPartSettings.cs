namespace Platform.Dashboard.SingleRun;

/// <summary>What a tab shows, as its address says it; absent values are the defaults.</summary>
public interface IPartSettings
{
    RunTab Tab { get; }

    IEnumerable<(string Key, string? Value)> Query { get; }
}
