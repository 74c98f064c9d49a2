using System.CommandLine;
using Platform.Settings;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Audits;

/// <summary>Where runs and the log of their entries are.</summary>
sealed class EntryLogOptions
{
    readonly Option<string?> _log = new("--entry-log") { HelpName = "FOLDER", Description = "folder of the log of entries, default <home>/data/audit" };
    readonly Option<string?> _runs = new("--runs") { HelpName = "FOLDER", Description = "folder of the runs' folders, default <home>/runs" };

    public IEnumerable<Option> All => [_log, _runs];

    public string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(_log) ?? Path.Combine(new PlatformSettings().DataFolder, "audit"));

    public string Runs(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(_runs) ?? new PlatformSettings().RunsFolder);

    /// <summary>Null where there is no log yet.</summary>
    public EntryLog? Find(ParseResult parsed) => Directory.Exists(Folder(parsed)) ? EntryLog.Open(Folder(parsed)) : null;
}
