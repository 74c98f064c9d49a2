namespace Platform.Tracker.Metrics;

/// <summary>Which way a metric gets better, by the last words of its name: what measures an error falls, everything else rises.</summary>
static class MetricDirection
{
    static readonly string[] s_falling = ["loss", "error", "err", "mae", "mse", "rmse", "perplexity", "nll", "seconds", "ms", "fpr", "fnr"];

    public static bool IsLowerBetter(string name) =>
        name.Split('/', '-', '_', '.', ' ').Any(word => s_falling.Contains(word, StringComparer.OrdinalIgnoreCase));
}
