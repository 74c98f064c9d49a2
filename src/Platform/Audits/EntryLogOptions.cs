using System.CommandLine;
using Platform.Commands;
using Platform.Settings;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Audits;

/// <summary>Where runs and the log of their entries are.</summary>
sealed class EntryLogOptions
{
    readonly Option<string?> _log = new("--entry-log") { HelpName = "FOLDER", Description = "folder of the log of entries, default <home>/data/audit" };

    public IEnumerable<Option> All => [_log, SharedOptions.Runs];

    public string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(_log) ?? Path.Combine(new PlatformSettings().DataFolder, "audit"));

    public string Runs(ParseResult parsed) => parsed.RunsFolder(new PlatformSettings());

    /// <summary>Null where there is no log yet.</summary>
    public EntryLog? Find(ParseResult parsed) => Directory.Exists(Folder(parsed)) ? EntryLog.Open(Folder(parsed)) : null;
}
