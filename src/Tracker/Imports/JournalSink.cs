using Platform.Contracts.Events;

namespace Platform.Tracker.Imports;

/// <summary>Turns what an importer reads into entries: points of one line become a row, some hundreds of rows an entry.</summary>
sealed class JournalSink(ImportJournal journal, string host) : IImportSink
{
    const int MostRows = 300;
    const int MostColumns = 400;

    readonly List<(int Iteration, int Line)> _rows = [];
    readonly Dictionary<string, List<double?>> _columns = [];
    string? _part;

    public int LastIteration { get; private set; }

    public void Take(ImportedPoint point)
    {
        LastIteration = Math.Max(LastIteration, point.Iteration);
        if (point.Part != _part || _columns.Count >= MostColumns)
            Flush();
        _part = point.Part;
        var name = NameOf(point.Metric);
        // the same name twice on a line makes a row of its own
        if (_rows.Count == 0 || _rows[^1] != (point.Iteration, point.Line) || _columns.GetValueOrDefault(name)?.Count == _rows.Count)
            BeginRow(point);
        if (!_columns.TryGetValue(name, out var column))
            _columns[name] = column = [];
        while (column.Count < _rows.Count - 1)
            column.Add(null);
        column.Add(point.Value);
    }

    public void Take(ImportedEvaluation evaluation)
    {
        Flush();
        LastIteration = Math.Max(LastIteration, evaluation.Iteration ?? 0);
        journal.Append(new ScoresImported
        {
            Iteration = evaluation.Iteration,
            Split = ImportJournal.Name(evaluation.Split),
            Output = evaluation.Output,
            Network = evaluation.Network,
            Column = ImportJournal.Name(evaluation.Column),
            Title = evaluation.Title,
            Line = evaluation.Line,
            Part = evaluation.Part,
            Protocol = evaluation.Protocol,
            Classes = [.. evaluation.Classes.Select(c => new StatedScore(c.Value, c.Text, c.Line, ImportJournal.Name(c.ClassName)))],
            MeanIou = evaluation.MeanIou is { } mean ? new(mean.Value, mean.Text, mean.Line) : null,
        });
    }

    public void Take(ImportedPicture picture)
    {
        Flush();
        journal.Append(new PreviewsRendered { Iteration = picture.Iteration, Previews = [new() { ImageId = ImportJournal.Name(picture.Tag), Kind = picture.Kind, Png = picture.Png }] });
    }

    public void Restart(int lastIteration)
    {
        Flush();
        journal.BeginAttempt();
        journal.Append(new RunResumed { FromIteration = lastIteration, Checkpoint = "", Host = host, Device = "unknown" });
        LastIteration = lastIteration;
    }

    /// <summary>Writes the rows that wait.</summary>
    public void Flush()
    {
        if (_rows.Count == 0)
            return;
        foreach (var column in _columns.Values)
            while (column.Count < _rows.Count)
                column.Add(null);
        journal.Append(new MetricsLogged
        {
            Iterations = [.. _rows.Select(r => r.Iteration)],
            Values = _columns.ToDictionary(c => c.Key, c => (IReadOnlyList<double?>)c.Value),
            Lines = [.. _rows.Select(r => r.Line)],
        });
        _rows.Clear();
        _columns.Clear();
    }

    // said at the run's start and end, from the survey
    public void Take(ImportedParameter parameter) { }
    public void Take(ImportedPhase phase) { }
    public void Take(ImportedStatement statement) { }
    public void Take(UnreadLine unread) { }
    public void Note(string note) { }
    public void StartedAt(DateTimeOffset time) { }
    public void CountLine() { }

    void BeginRow(ImportedPoint point)
    {
        if (_rows.Count >= MostRows)
            Flush();
        _rows.Add((point.Iteration, point.Line));
    }

    // the dashboard draws names of one first part together
    static string NameOf(string metric) =>
        ImportJournal.Name(metric.Contains("loss", StringComparison.OrdinalIgnoreCase) && !metric.Contains('/') ? $"loss/{metric}" : metric);
}
