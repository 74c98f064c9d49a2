using Platform.Settings;

namespace Platform.Demo;

/// <summary>Where the demo keeps everything: <c>data/demo</c>.</summary>
sealed record DemoFolder(string Path)
{
    public static DemoFolder Of(PlatformSettings settings) => new(System.IO.Path.Combine(settings.DataFolder, "demo"));

    public string Runs => System.IO.Path.Combine(Path, "runs");

    public string Database => System.IO.Path.Combine(Path, "tracker.db");

    /// <summary>Removes what an earlier demo left.</summary>
    public void Clear()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
