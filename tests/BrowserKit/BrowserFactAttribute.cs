using Platform.TestKit;

namespace Platform.BrowserKit;

/// <summary>A test in a real Chromium: the one PLATFORM_TEST_CHROMIUM names, or the system's; skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        Timeout = Patience.OfTest;
        Skip = WhyNot;
    }

    /// <summary>Why tests in a browser are skipped; null when there is one.</summary>
    public static string? WhyNot => Chromium is null ? "needs Chromium: install it or set PLATFORM_TEST_CHROMIUM to its path" : null;

    public static string? Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("PLATFORM_TEST_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);
}
