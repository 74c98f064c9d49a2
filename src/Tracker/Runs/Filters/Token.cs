namespace Platform.Tracker.Runs.Filters;

enum TokenKind
{
    Word,
    Text,
    Number,
    Duration,
    Open,
    Close,
    Comma,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    Minus,
    End,
}

/// <summary>Letters of the text, from 0.</summary>
readonly record struct Span(int Position, int Length)
{
    public int End => Position + Length;

    public Span To(Span last) => new(Position, last.End - Position);
}

/// <summary>One piece of a filter.</summary>
/// <param name="Text">Its letters; of a quoted text what is meant, without quotes and backslashes.</param>
/// <param name="Number">Of a number its value, of a duration its seconds.</param>
readonly record struct Token(TokenKind Kind, Span Span, string Text, double Number = 0)
{
    /// <summary>Whether it is the keyword, in letters of either case.</summary>
    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
