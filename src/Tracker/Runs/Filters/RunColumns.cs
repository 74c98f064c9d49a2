namespace Platform.Tracker.Runs.Filters;

/// <summary>Values asked for beside each run.</summary>
/// <param name="Operands">All of them, with their places; <paramref name="Named"/> are those that some run must have.</param>
sealed record RunColumns(string Text, IReadOnlyList<RunColumn> Columns, IReadOnlyList<(Operand Operand, Span Span)> Operands, IReadOnlyList<(Operand Operand, Span Span)> Named)
{
    public const int MostColumns = 100;

    public static readonly RunColumns None = new("", [], [], []);

    /// <param name="parameter">What of a request they are.</param>
    /// <exception cref="FilterException">One is no operand.</exception>
    public static RunColumns Parse(IReadOnlyList<string> columns, string parameter = "columns") =>
        columns.Count == 0 ? None : Parse(string.Join(',', columns), parameter);

    /// <param name="text">Operands, separated by commas.</param>
    /// <param name="parameter">What of a request the text is.</param>
    /// <exception cref="FilterException">It is no list of columns.</exception>
    public static RunColumns Parse(string text, string parameter = "columns")
    {
        var tokens = new TokenReader(parameter, text);
        var operands = new OperandReader(tokens);
        var columns = new List<RunColumn>();
        var all = new List<(Operand, Span)>();
        do
        {
            var (operand, span) = operands.Read();
            if (operand.Kind == ValueKind.Tag)
                throw tokens.Error(span, "a run has several tags; they come with it, and neither a column nor a group is made of them");
            if (columns.Count == MostColumns)
                throw tokens.Error(span, $"more than {MostColumns} columns");
            all.Add((operand, span));
            columns.Add(new(text[span.Position..span.End], operand));
        } while (tokens.Take(TokenKind.Comma));
        return tokens.Peek.Kind == TokenKind.End ? new(text, [.. columns.DistinctBy(c => c.Name)], all, operands.Named) : throw tokens.Unexpected("a comma");
    }
}

/// <param name="Name">As it was asked for.</param>
sealed record RunColumn(string Name, Operand Operand);
