namespace Platform.Dashboard.Charts;

/// <summary>Metrics drawn in one chart: those of one prefix, which share a unit.</summary>
public sealed record MetricGroup(string Key, string Title, string Unit)
{
    /// <summary>What a value is divided by to be in <see cref="Unit"/>.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>Losses first, then mIoU, then the rest by name.</summary>
    public int Order => Key switch { "loss" => 0, "miou" => 1, _ => 2 };

    /// <summary>By the part of the name before its first slash; names without one stand alone.</summary>
    public static MetricGroup Of(string metric)
    {
        var slash = metric.IndexOf('/');
        var key = slash > 0 ? metric[..slash] : metric;
        return key switch
        {
            "loss" => new(key, "Losses", "loss"),
            "miou" => new(key, "Mean IoU", "mIoU (%)"),
            "lr" => new(key, "Learning rates", "learning rate"),
            "rate" => Rate(metric),
            "time" => new(key, "Time", "seconds"),
            "system" => System(metric),
            _ => new(key, char.ToUpperInvariant(key[0]) + key[1..].Replace('-', ' '), key.Replace('-', ' ')),
        };
    }

    static MetricGroup Rate(string metric) => metric switch
    {
        "rate/iterations" => new("rate", "Speed", "iterations/s"),
        _ => new(metric, $"Speed, {ShortName(metric)}", $"{ShortName(metric)}/s"),
    };

    // a share and an amount cannot have one axis
    static MetricGroup System(string metric) => metric switch
    {
        _ when metric.Contains("memory", StringComparison.Ordinal) => new("system/memory", "Memory", "GiB") { Divisor = 1 << 30 },
        _ => new("system", "System load", "%"),
    };

    /// <summary>A metric's name within its chart.</summary>
    public static string ShortName(string metric) => metric.IndexOf('/') is > 0 and var slash ? metric[(slash + 1)..] : metric;
}
