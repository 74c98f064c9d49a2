using System.Globalization;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>A log someone else wrote.</summary>
sealed class ImportedEvidence : IEvidence
{
    readonly ImportedLog _log;
    readonly Setting[] _settings;

    public ImportedEvidence(ImportedLog log)
    {
        _log = log;
        _settings = [.. log.Parameters.Select(p => new Setting(p.Name, p.Text, At(p.Line, p.Part)))];
        Evaluations = ImportedScores.Of(log, LogConditions.Of(_settings));
        SplitSizes = LogConditions.SplitSizes(log);
        Warnings = log.Unread.Count == 0 ? [] :
            [$"{log.Source}: {log.Unread.Count} of {log.LineCount} lines hold something that was not read, the first at line {log.Unread[0].Line}: {log.Unread[0].Reason}"];
    }

    public string Name => _log.Source;

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Sha256 => _log.Sha256;

    public IReadOnlyList<Measurement> Evaluations { get; }
    public IReadOnlyList<SplitImages> SplitSizes { get; }
    public IReadOnlyList<string> Warnings { get; }

    public bool IsAbout(Subject subject) =>
        NamePattern.Matches(subject.Log, _log.Source) || subject.Run == _log.Source || NamePattern.Matches(subject.Runs, _log.Source);

    // a summary in prose tells its settings as it tells its results
    public IReadOnlyList<Setting> Settings(string name) => SettingName.Find(_settings, name) is { Count: > 0 } found ? found
        : SettingName.Find([.. _log.Statements.Select(s => new Setting(s.Subject, s.Text, At(s.Line, null)))], name);

    public IReadOnlyList<Measurement> Points(string metric) => [.. _log.Points.Where(p => p.Metric == metric && double.IsFinite(p.Value)).Select((p, i) => new Measurement
    {
        Metric = p.Metric,
        Iteration = p.Iteration,
        Evaluation = i + 1,
        Text = p.Text,
        Value = Written.Parse(p.Text)?.Value ?? Number.Exact(p.Value),
        Tolerance = p.Float32 ? Number.Float32Error(p.Value) : Written.Parse(p.Text)?.HalfUnit ?? 0,
        Place = At(p.Line, p.Part),
    })];

    Place At(int line, string? part) => new(part is null ? _log.Source : $"{_log.Source}/{part}", Line: line);
}
