namespace Platform.Tracker.Imports;

/// <summary>Keeps what it takes, within limits, and counts what is beyond them.</summary>
sealed class CollectingSink(int mostPoints = CollectingSink.MostPoints) : IImportSink
{
    public const int MostPoints = 1_000_000;
    public const int MostUnread = 1000;

    readonly List<ImportedParameter> _parameters = [];
    readonly List<ImportedPoint> _points = [];
    readonly List<ImportedEvaluation> _evaluations = [];
    readonly List<ImportedPhase> _phases = [];
    readonly List<ImportedStatement> _statements = [];
    readonly List<UnreadLine> _unread = [];
    readonly List<string> _notes = [];
    int _lines;
    int _pictures;
    int _unreadTotal;
    long _pointTotal;
    DateTimeOffset? _started;

    public int LastIteration { get; private set; }

    public void Take(ImportedParameter parameter) => _parameters.Add(parameter);

    public void Take(ImportedPoint point)
    {
        _pointTotal++;
        LastIteration = Math.Max(LastIteration, point.Iteration);
        if (_points.Count < mostPoints)
            _points.Add(point);
    }

    public void Take(ImportedEvaluation evaluation)
    {
        _evaluations.Add(evaluation);
        LastIteration = Math.Max(LastIteration, evaluation.Iteration ?? 0);
    }

    public void Take(ImportedPhase phase) => _phases.Add(phase);
    public void Take(ImportedStatement statement) => _statements.Add(statement);

    public void Take(UnreadLine unread)
    {
        _unreadTotal++;
        if (_unread.Count < MostUnread)
            _unread.Add(unread);
    }

    public void Take(ImportedPicture picture) => _pictures++;

    public void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }

    public void Restart(int lastIteration) => _points.RemoveAll(p => p.Iteration > lastIteration);
    public void StartedAt(DateTimeOffset time) => _started = _started is { } known && known <= time ? known : time;
    public void CountLine() => _lines++;

    public ImportedLog Log(string source, string sha256, string format)
    {
        if (_unreadTotal > _unread.Count)
            Note($"{_unreadTotal - _unread.Count} more lines could not be read");
        if (_pointTotal > mostPoints && mostPoints > 0)
            Note($"of {_pointTotal} points the first {_points.Count} were kept");
        return new()
        {
            Source = source, Sha256 = sha256, Format = format, Parameters = _parameters, Points = _points, Evaluations = _evaluations,
            Phases = _phases, Statements = _statements, Unread = _unread, Notes = _notes, LineCount = _lines, PointCount = _pointTotal, PictureCount = _pictures,
            StartedAt = _started,
        };
    }
}
