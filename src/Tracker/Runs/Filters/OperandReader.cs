using Platform.Contracts;
namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// Reads operands: a field (<c>seed</c>), a key of the configuration (<c>optimizer.learningRate</c>, or <c>param(seed)</c> where a field
/// is in the way), a switch (<c>switch("anf")</c>), a number of a metric (<c>best(miou/val/seg)</c>); instead of parentheses a colon does.
/// </summary>
sealed class OperandReader(TokenReader tokens)
{
    public static readonly IReadOnlyList<string> Functions = ["last", "best", "min", "max", "param", "switch"];

    readonly List<(Operand Operand, Span Span)> _named = [];

    /// <summary>Parameters and metrics read so far, and where.</summary>
    public IReadOnlyList<(Operand Operand, Span Span)> Named => _named;

    /// <exception cref="FilterException">There is no operand, or its function is unknown.</exception>
    public (Operand Operand, Span Span) Read(string what = "a field, a parameter or a metric")
    {
        if (tokens.Peek.Kind != TokenKind.Word)
            throw tokens.Unexpected(what);
        var word = tokens.Next();
        var (operand, span) = tokens.Peek.Kind == TokenKind.Open ? Called(word)
            : WithColon(word) ?? (RunField.Find(word.Text) is { } field ? (new FieldOperand(field), word.Span) : (new ParameterOperand(word.Text), word.Span));
        if (operand is not FieldOperand)
            _named.Add((operand, span));
        return (operand, span);
    }

    (Operand, Span) Called(Token function)
    {
        tokens.Next();
        if (tokens.Peek.Kind is not (TokenKind.Word or TokenKind.Text or TokenKind.Number or TokenKind.Duration))
            throw tokens.Unexpected($"a name for {function.Text}()");
        var name = tokens.Next();
        var operand = Of(function.Text, name.Text) ?? throw tokens.Error(function.Span,
            $"there is no function {function.Text}; there are {string.Join(", ", Functions)}", Spelling.Nearest(function.Text, Functions));
        var close = tokens.Expect(TokenKind.Close, "a \")\" after the name (names with blanks or parentheses go between double quotes)");
        return (operand, function.Span.To(close.Span));
    }

    // Nothing of ours has a colon in its name, but a metric of somebody else's may.
    static (Operand, Span)? WithColon(Token word) =>
        word.Text.IndexOf(':') is > 0 and var colon && colon + 1 < word.Text.Length && Of(word.Text[..colon], word.Text[(colon + 1)..]) is { } operand
            ? (operand, word.Span) : null;

    static Operand? Of(string function, string name) => function.ToLowerInvariant() switch
    {
        "last" => new MetricOperand(name, Statistic.Last),
        "best" => new MetricOperand(name, Statistic.Best),
        "min" => new MetricOperand(name, Statistic.Min),
        "max" => new MetricOperand(name, Statistic.Max),
        "param" => new ParameterOperand(name),
        "switch" => new ParameterOperand(ParameterOperand.SwitchPrefix + name),
        _ => null,
    };
}
