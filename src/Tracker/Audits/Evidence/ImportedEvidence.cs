using System.Globalization;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>A log someone else wrote.</summary>
sealed class ImportedEvidence : IEvidence
{
    const double LateShare = 0.3;

    readonly ImportedLog _log;
    readonly Setting[] _settings;

    public ImportedEvidence(ImportedLog log)
    {
        _log = log;
        _settings = [.. log.Parameters.Select(p => new Setting(p.Name, p.Text, At(p.Line, p.Part)))];
        Evaluations = ImportedScores.Of(log, LogConditions.Of(_settings));
        SplitSizes = LogConditions.SplitSizes(log);
        (Doubts, Notes) = ([.. Beginning(log)], [.. Unread(log)]);
    }

    public string Name => _log.Source;

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Sha256 => _log.Sha256;

    public IReadOnlyList<Measurement> Evaluations { get; }
    public IReadOnlyList<SplitImages> SplitSizes { get; }
    public IReadOnlyList<string> Doubts { get; }
    public IReadOnlyList<string> Notes { get; }

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

    static IEnumerable<string> Unread(ImportedLog log) => log.Unread is not [var first, ..] ? []
        : [$"{log.Source}: {log.Unread.Count} of {log.LineCount} lines hold something that was not read, the first at line {first.Line}: {first.Reason}"];

    // a log that begins late is of a run that was resumed, or an excerpt
    static IEnumerable<string> Beginning(ImportedLog log)
    {
        int[] iterations = [.. log.Points.Select(p => p.Iteration), .. log.Evaluations.Select(e => e.Iteration).OfType<int>()];
        if (iterations.Length > 0 && iterations.Min() > LateShare * iterations.Max() && iterations.Max() > 1)
            yield return $"{log.Source} begins at iteration {iterations.Min()} of {iterations.Max()}: how training came there, it does not show";
    }

    Place At(int line, string? part) => new(part is null ? _log.Source : $"{_log.Source}/{part}", Line: line);
}
