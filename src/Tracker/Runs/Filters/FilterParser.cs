using Platform.Contracts;
namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// The filter language, by recursive descent: <c>or</c> binds loosest, then <c>and</c>, then <c>not</c>. The grammar is in
/// docs/filters.md.
/// </summary>
sealed class FilterParser
{
    /// <summary>Parentheses and nots inside one another.</summary>
    const int Deepest = 60;

    static readonly string[] s_keywords = ["and", "or", "not", "in"];

    readonly TokenReader _tokens;
    readonly OperandReader _operands;
    readonly ValueReader _values;
    readonly List<(string Word, Span Span)> _words = [];
    int _depth;

    FilterParser(string text, DateTimeOffset now)
    {
        _tokens = new("filter", text);
        _operands = new(_tokens);
        _values = new(_tokens, now);
    }

    /// <param name="now">What <c>ago()</c> counts from.</param>
    /// <exception cref="FilterException">It is no filter; names of parameters and metrics are not looked up here.</exception>
    public static ParsedFilter Parse(string text, DateTimeOffset now)
    {
        var parser = new FilterParser(text, now);
        var node = parser.Any();
        if (parser._tokens.Peek.Kind != TokenKind.End)
            throw parser.AfterTheEnd();
        return new(text, node, parser._operands.Named, parser._words);
    }

    FilterNode Any()
    {
        List<FilterNode> parts = [All()];
        while (_tokens.Take("or"))
            parts.Add(All());
        return parts is [var only] ? only : new AnyOf(parts);
    }

    FilterNode All()
    {
        List<FilterNode> parts = [Negated()];
        while (_tokens.Take("and"))
            parts.Add(Negated());
        return parts is [var only] ? only : new AllOf(parts);
    }

    FilterNode Negated()
    {
        if (++_depth > Deepest)
            throw _tokens.Error(_tokens.Peek.Span, $"more than {Deepest} parentheses and nots inside one another");
        FilterNode node;
        if (_tokens.Take("not"))
            node = new Not(Negated());
        else if (_tokens.Take(TokenKind.Open))
        {
            node = Any();
            if (!_tokens.Take(TokenKind.Close))
                throw _tokens.Peek.Kind == TokenKind.End ? _tokens.Unexpected("a \")\"") : AfterTheEnd();
        }
        else
            node = Comparison();
        _depth--;
        return node;
    }

    FilterNode Comparison()
    {
        if (s_keywords.Any(_tokens.Peek.Is))
            throw _tokens.Unexpected("a condition");
        if (IsPlain())
            return Words();
        var (operand, span) = _operands.Read("a condition");
        if (operand is MetricOperand { Statistic: Statistic.At })
            throw _tokens.Error(span, "at() is for columns; a filter takes last, best, min or max");
        if (_tokens.Peek.Is("not") && _tokens.Follows("in"))
        {
            _tokens.Next();
            return new Not(In(operand));
        }
        if (_tokens.Peek.Is("in"))
            return In(operand);
        if (SignOf(_tokens.Peek.Kind) is not { } comparison)
            return operand.Kind == ValueKind.Switch ? new Compared(operand, Filters.Comparison.Equal, new SwitchValue(true)) : throw _tokens.Unexpected("=, !=, <, <=, >, >=, ~ or in");
        var sign = _tokens.Next();
        EnsureComparable(operand, comparison, sign);
        var value = ValueOf(operand, comparison);
        var compared = new Compared(operand, comparison, value);
        return sign.Kind == TokenKind.NotEqual ? new Not(compared) : compared;
    }

    // What is compared with nothing and names no field is looked for; a field's name is so between quotes.
    bool IsPlain()
    {
        var next = _tokens.Peek;
        if (next.Kind is not (TokenKind.Word or TokenKind.Text or TokenKind.Number or TokenKind.Duration))
            return false;
        if (_tokens.Follows(t => SignOf(t.Kind) is not null || t.Kind == TokenKind.Open || t.Is("in")) || _tokens.Follows("not") && _tokens.Follows("in", 2))
            return false;
        return next.Kind != TokenKind.Word || !s_keywords.Any(next.Is) && _operands.IsPlain(next);
    }

    FilterNode Words()
    {
        List<FilterNode> parts = [];
        var last = _tokens.Peek;
        while (IsPlain())
        {
            last = _tokens.Next();
            parts.Add(RunListFilter.Word(last.Text));
            if (last.Kind == TokenKind.Word)
                _words.Add((last.Text, last.Span));
        }
        if (last.Kind == TokenKind.Word && _tokens.Peek.Kind is TokenKind.Word or TokenKind.Open && !s_keywords.Any(_tokens.Peek.Is)
            && Spelling.Nearest(last.Text, s_keywords) is { } keyword)
            throw _tokens.Error(last.Span, $"\"and\" or \"or\" is missing after {last.Text}", keyword);
        return parts is [var only] ? only : new AllOf(parts);
    }

    FilterNode In(Operand operand)
    {
        var word = _tokens.Next();
        EnsureComparable(operand, Filters.Comparison.Equal, word);
        _tokens.Expect(TokenKind.Open, "a list in parentheses, as in (1, 2, 3),");
        List<FilterValue> values = [_values.Read(operand)];
        while (_tokens.Take(TokenKind.Comma))
            values.Add(_values.Read(operand));
        _tokens.Expect(TokenKind.Close, "a comma or a \")\"");
        return new OneOf(operand, values);
    }

    FilterValue ValueOf(Operand operand, Comparison comparison)
    {
        var token = _tokens.Peek;
        var value = _values.Read(operand);
        return (comparison, value) switch
        {
            (Filters.Comparison.Contains, not TextValue) => new TextValue(token.Text), // a part of a number's digits, too
            (Filters.Comparison.Equal or Filters.Comparison.Contains, _) => value,
            (_, NumberValue or TimeValue) => value,
            _ => throw _tokens.Error(token.Span, $"\"{token.Text}\" is no number, and only numbers and times are less or greater"),
        };
    }

    void EnsureComparable(Operand operand, Comparison comparison, Token sign)
    {
        var problem = (operand.Kind, comparison) switch
        {
            (ValueKind.Any, _) or (ValueKind.Number, not Filters.Comparison.Contains) => null,
            (ValueKind.Number, _) => "a number has no part; use = or <",
            (ValueKind.Time, Filters.Comparison.Equal or Filters.Comparison.Contains) => "a moment is never met exactly; use < and >, as in started > ago(7d)",
            (ValueKind.Time, _) => null,
            (ValueKind.Text or ValueKind.Tag, Filters.Comparison.Equal or Filters.Comparison.Contains) => null,
            (ValueKind.Text or ValueKind.Tag, _) => "a text is not less or greater than another; use =, !=, ~ or in",
            (_, Filters.Comparison.Equal) => null,
            (ValueKind.Status, _) => "a status is compared with =, != or in",
            _ => "a switch is compared with = or !=",
        };
        if (problem is not null)
            throw _tokens.Error(sign.Span, problem);
    }

    static Comparison? SignOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal or TokenKind.NotEqual => Filters.Comparison.Equal,
        TokenKind.Less => Filters.Comparison.Less,
        TokenKind.LessOrEqual => Filters.Comparison.LessOrEqual,
        TokenKind.Greater => Filters.Comparison.Greater,
        TokenKind.GreaterOrEqual => Filters.Comparison.GreaterOrEqual,
        TokenKind.Contains => Filters.Comparison.Contains,
        _ => null,
    };

    FilterException AfterTheEnd() => _tokens.Error(_tokens.Peek.Span,
        _tokens.Peek.Kind == TokenKind.Close ? "this \")\" has no \"(\"" : "\"and\" or \"or\" is expected here",
        _tokens.Peek.Kind == TokenKind.Word ? Spelling.Nearest(_tokens.Peek.Text, ["and", "or"]) : null);
}

/// <summary>A filter, the parameters and metrics it names, and the plain words it looks for, with their places.</summary>
sealed record ParsedFilter(string Text, FilterNode Node, IReadOnlyList<(Operand Operand, Span Span)> Named, IReadOnlyList<(string Word, Span Span)> Words);
