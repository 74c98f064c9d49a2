namespace Platform.Dashboard.Charts;

/// <summary>What the numbers of an x axis are.</summary>
public enum ChartAxis
{
    Number,

    /// <summary>Seconds, shown as "1 h 20 min".</summary>
    Duration,

    /// <summary>Seconds since 1970, shown in the browser's time zone.</summary>
    Time,
}
