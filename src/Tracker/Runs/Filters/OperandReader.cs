using Platform.Contracts;
namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// Reads operands: a field (<c>seed</c>), a key of the configuration (<c>optimizer.learningRate</c>, or <c>param(seed)</c> where a field
/// is in the way), a switch (<c>switch("anf")</c>), a number of a metric (<c>best(miou/val/seg)</c>, <c>at(miou/val/seg, 1000)</c>); instead of
/// parentheses a colon does (<c>at:1000:miou/val/seg</c>).
/// </summary>
sealed class OperandReader(TokenReader tokens)
{
    public static readonly IReadOnlyList<string> Functions = ["last", "best", "min", "max", At, "param", "switch"];

    const string At = "at";

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

    /// <summary>Whether the word, followed by nothing, is no operand.</summary>
    public bool IsPlain(Token word) => WithColon(word) is null && RunField.Find(word.Text) is null
        && !word.Text.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal);

    (Operand, Span) Called(Token function)
    {
        tokens.Next();
        if (tokens.Peek.Kind is not (TokenKind.Word or TokenKind.Text or TokenKind.Number or TokenKind.Duration))
            throw tokens.Unexpected($"a name for {function.Text}()");
        var name = tokens.Next();
        var operand = (function.Is(At) ? AtIteration(name.Text) : Of(function.Text, name.Text)) ?? throw tokens.Error(function.Span,
            $"there is no function {function.Text}; there are {string.Join(", ", Functions)}", Spelling.Nearest(function.Text, Functions));
        var close = tokens.Expect(TokenKind.Close, "a \")\" after the name (names with blanks or parentheses go between double quotes)");
        return (operand, function.Span.To(close.Span));
    }

    MetricOperand AtIteration(string name)
    {
        tokens.Expect(TokenKind.Comma, "a comma and an iteration, as in at(miou/val/seg, 1000),");
        return tokens.Peek is { Kind: TokenKind.Number, Number: >= 0 and <= int.MaxValue and var number } && number == Math.Floor(number)
            ? new(name, Statistic.At, (int)tokens.Next().Number) : throw tokens.Unexpected("an iteration");
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
        At when name.IndexOf(':') is > 0 and var colon && colon + 1 < name.Length
            && int.TryParse(name.AsSpan(0, colon), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var iteration) =>
            new MetricOperand(name[(colon + 1)..], Statistic.At, iteration),
        _ => null,
    };
}
