namespace Platform.Tracker.Imports;

/// <summary>
/// Reads the console of a training, line by line, by what a line is made of: dumps of settings, iterations with their losses,
/// tables of classes, sentences with numbers. No place or order is presumed.
/// </summary>
sealed class ConsoleReader
{
    const int LongestMessage = 16_000;

    readonly IImportSink _sink;
    readonly LogContext _context;
    readonly ClassTable _tables;
    readonly DumpMeaning _meaning;
    readonly SettingLines _settings;
    readonly IterationMark _mark = new();
    readonly TableBlock _table = new();
    readonly DumpReader _dump = new();
    bool _anyIteration;
    bool _goesOn;

    public ConsoleReader(IImportSink sink)
    {
        _sink = sink;
        _context = new(sink);
        _tables = new(sink, _context);
        _meaning = new(sink, _context);
        _settings = new(_context);
    }

    /// <summary>Whether the lines were a program's, not only prose.</summary>
    public bool IsConsole => _anyIteration || _tables.Any || _meaning.AnySettings;

    public void Read(LogLine line)
    {
        if (line.Time is { } time)
            _sink.StartedAt(time);
        if (_dump.IsOpen)
            GoOnWithDump(line);
        else
            ReadFresh(line, mayBeDump: true);
    }

    public void Finish()
    {
        if (_dump.IsOpen)
            GiveUpDump();
        CloseTable();
        _tables.Flush();
        _context.Finish();
    }

    void ReadFresh(LogLine line, bool mayBeDump)
    {
        if (_table.Take(line))
            return;
        CloseTable();
        var message = line.Text;
        if (string.IsNullOrWhiteSpace(message))
            return;
        if (message.Length > LongestMessage && Literals.StartOf(message) is null)
        {
            _sink.Take(new UnreadLine(line.Number, Cut(message), $"the line has more than {LongestMessage} characters and is no dump of settings"));
            return;
        }
        if (mayBeDump && _dump.Begin(line))
            EndDump();
        else if (!ReadIteration(line))
            ReadOther(line);
    }

    void CloseTable()
    {
        if (!_table.IsOpen)
            return;
        _tables.Read(_table.Rows());
        _table.Clear();
        _goesOn = false;
    }

    void GoOnWithDump(LogLine line)
    {
        _dump.Add(line);
        if (_dump.IsTooLong)
            GiveUpDump();
        else
            EndDump();
    }

    void EndDump()
    {
        if (_dump.Members() is not { } members)
            return;
        _meaning.Take(_dump.Before, _dump.Line, members);
        _dump.Clear();
        _goesOn = false;
    }

    // what looked like a dump was none: its lines are lines again
    void GiveUpDump()
    {
        _sink.Take(new UnreadLine(_dump.Line, Cut(_dump.Before), "the bracket that begins here is never closed"));
        foreach (var line in _dump.Clear())
            ReadFresh(line, mayBeDump: false);
    }

    bool ReadIteration(LogLine line)
    {
        var message = line.Text;
        if ((_mark.Of(message) ?? IterationMark.OfEpochAlone(message)) is not { } found)
            return false;
        var rest = $"{message[..found.Start]};{message[found.End..]}";
        var scan = PairScanner.Scan(rest);
        if (scan.Pairs.Count > 0)
        {
            _tables.Flush();
            _context.Enter(found.Iteration, heading: false);
            _anyIteration = _goesOn = true;
            Take(scan, line.Number);
            return true;
        }
        if (message.TrimEnd() is not [.., ':'])
            return false;
        _context.Enter(found.Iteration, heading: true);
        return true;
    }

    void Take(PairLine scan, int line)
    {
        foreach (var pair in scan.Pairs)
            _sink.Take(new ImportedPoint(pair.Name, _context.Iteration!.Value, pair.Value, pair.Text, line));
    }

    void ReadOther(LogLine line)
    {
        var scan = PairScanner.Scan(line.Text);
        if (_goesOn && scan.Only && _context.Iteration is not null)
        {
            Take(scan, line.Number);
            return;
        }
        _goesOn = false;
        _context.Hear(line.Text);
        if (scan.Only && (_context.HasBegun || scan.Pairs.Any(p => MetricWords.IsMeanIou(p.Name))))
            TakeLoose(scan, line);
        else if (!_context.HasBegun && _settings.Read(line, scan))
            return;
        else
            ReadProse(line);
    }

    void TakeLoose(PairLine scan, LogLine line)
    {
        foreach (var pair in scan.Pairs)
        {
            var statement = new ImportedStatement(pair.Name, pair.Value, pair.Text, pair.Percent ? "%" : "", _context.Iteration, line.Number);
            if (MetricWords.IsMeanIou(pair.Name))
                TakeMean(statement);
            else if (!MetricWords.IsMetric(pair.Name) && !pair.Text.Contains('.')) // counts, ranks and sizes
                _sink.Take(new UnreadLine(line.Number, Cut(line.Text), $"'{pair.Name}' names no metric"));
            else if (_context.Iteration is { } iteration)
                TakePoint(statement, iteration);
            else
                _sink.Take(statement);
        }
    }

    void TakePoint(ImportedStatement statement, int iteration)
    {
        _sink.Take(new ImportedPoint(statement.Subject, iteration, statement.Value, statement.Text, statement.Line));
        if (_context.UnderHeading)
            _sink.Take(statement);
    }

    // a mean stated without its classes is an evaluation all the same; "best so far" is a word about another one
    void TakeMean(ImportedStatement statement)
    {
        _sink.Take(statement);
        if (statement.Subject.Contains("best", StringComparison.OrdinalIgnoreCase) || ColumnHeading.Of(statement.Subject) is not { } heading)
            return;
        var fraction = statement.Unit != "%" && statement.Value is <= 1 and > 0;
        _sink.Take(_context.Evaluation(heading, statement.Subject, statement.Line, statement.Subject) with
        {
            Fractions = fraction,
            MeanIou = new(fraction ? 100 * statement.Value : statement.Value, statement.Text, statement.Line),
        });
    }

    void ReadProse(LogLine line)
    {
        // lines of a printed network: "(proj): Conv2d(3, 64, …"
        if (line.Text.AsSpan().TrimStart() is ['(' or ')' or '<', ..])
            return;
        var iteration = _mark.Of(line.Text)?.Iteration ?? _context.Iteration;
        foreach (var statement in Prose.Read(line.Text, iteration, line.Number))
        {
            if (MetricWords.IsMeanIou(statement.Subject))
                TakeMean(statement);
            else if (MetricWords.IsMetric(statement.Subject))
                _sink.Take(statement);
            else
                _sink.Take(new UnreadLine(line.Number, Cut(line.Text), $"{statement.Text} stands by no metric's name"));
        }
    }

    static string Cut(string text) => text.Length <= 120 ? text : $"{text.AsSpan(0, 120)}…";
}
