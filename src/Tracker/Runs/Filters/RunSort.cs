namespace Platform.Tracker.Runs.Filters;

/// <summary>The order of the run table: the first term decides, runs without a value come last.</summary>
sealed record RunSort(string Text, IReadOnlyList<SortTerm> Terms, IReadOnlyList<(Operand Operand, Span Span)> Named)
{
    const int MostTerms = 8;

    /// <param name="descending">Whether terms without a minus come largest first, too.</param>
    /// <exception cref="FilterException">It is no sort.</exception>
    public static RunSort Parse(string text, bool descending = false)
    {
        var tokens = new TokenReader("sort", text);
        var operands = new OperandReader(tokens);
        var terms = new List<SortTerm>();
        do
        {
            var minus = tokens.Take(TokenKind.Minus);
            var (operand, span) = operands.Read();
            if (operand.Kind == ValueKind.Tag)
                throw tokens.Error(span, "a run has several tags; nothing can be sorted by them");
            if (operand is MetricOperand { Statistic: Statistic.At })
                throw tokens.Error(span, "at() is for columns; runs are ordered by last, best, min or max");
            if (terms.Count == MostTerms)
                throw tokens.Error(span, $"more than {MostTerms} terms");
            terms.Add(new(operand, minus || descending));
        } while (tokens.Take(TokenKind.Comma));
        return tokens.Peek.Kind == TokenKind.End ? new(text, terms, operands.Named) : throw tokens.Unexpected("a comma");
    }
}

sealed record SortTerm(Operand Operand, bool Descending);
