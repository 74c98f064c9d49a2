using System.CommandLine;
using Platform.Settings;

namespace Platform.Commands;

/// <summary>Options that mean the same in every command that has them.</summary>
static class SharedOptions
{
    public static readonly Option<string?> Runs = new("--runs") { HelpName = "FOLDER", Description = "folder of the runs' folders, default <home>/runs" };
    public static readonly Option<string?> Data = new("--data") { HelpName = "FOLDER", Description = "folder that datasets are relative to, default <home>/data" };
    public static readonly Option<string?> Tracker = new("--tracker") { HelpName = "URL", Description = "the tracker's API, default http://127.0.0.1:5081/ (Trainer:TrackerUrl)" };
    public static readonly Option<string?> Archive = new("--checkpoints") { HelpName = "FOLDER|s3://BUCKET/PREFIX", Description = "where copies of checkpoints are kept and found, on any machine (Trainer:Checkpoints)" };
    public static readonly Option<int?> DashboardPort = new("--port") { HelpName = "N", Description = "port of the dashboard, default 5080; the next free one if it is taken" };
    public static readonly Option<bool> Json = new("--json") { Description = "print one JSON object instead" };

    /// <summary>Several options, also in a command's initializer.</summary>
    public static void Add(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
            command.Options.Add(option);
    }

    public static string RunsFolder(this ParseResult parsed, PlatformSettings settings) => Path.GetFullPath(parsed.GetValue(Runs) ?? settings.RunsFolder);

    public static string DataFolder(this ParseResult parsed, PlatformSettings settings) => Path.GetFullPath(parsed.GetValue(Data) ?? settings.DataFolder);
}
