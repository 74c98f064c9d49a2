namespace Platform.Tracker.Runs.Filters;

/// <summary>Walks over the tokens of one text and says where one does not fit.</summary>
sealed class TokenReader
{
    /// <summary>Longer texts are a mistake, and would only cost time.</summary>
    public const int MostLetters = 6000;

    readonly string _parameter;
    readonly string _text;
    readonly IReadOnlyList<Token> _tokens;
    int _at;

    /// <param name="parameter">What of a request the text is: "filter", "sort" or "columns".</param>
    /// <exception cref="FilterException">The text cannot be cut into tokens.</exception>
    public TokenReader(string parameter, string text)
    {
        (_parameter, _text) = (parameter, text);
        if (text.Length > MostLetters)
            throw Error(new(MostLetters, text.Length - MostLetters), $"longer than {MostLetters} letters");
        _tokens = Tokenizer.Read(parameter, text);
    }

    public Token Peek => _tokens[_at];

    public Token Next() => Peek.Kind == TokenKind.End ? Peek : _tokens[_at++];

    public bool Take(TokenKind kind) => Skip(Peek.Kind == kind);

    public bool Take(string keyword) => Skip(Peek.Is(keyword));

    /// <summary>Whether a token of the kind comes after the next.</summary>
    public bool Follows(TokenKind kind) => _at + 1 < _tokens.Count && _tokens[_at + 1].Kind == kind;

    public bool Follows(string keyword, int after = 1) => _at + after < _tokens.Count && _tokens[_at + after].Is(keyword);

    public bool Follows(Func<Token, bool> what) => _at + 1 < _tokens.Count && what(_tokens[_at + 1]);

    /// <exception cref="FilterException">Another kind comes.</exception>
    public Token Expect(TokenKind kind, string what) => Peek.Kind == kind ? Next() : throw Unexpected(what);

    public FilterException Unexpected(string expected) => Error(Peek.Span, Peek.Kind == TokenKind.End
        ? $"{expected} is missing at the end" : $"{expected} is expected here, not {_text[Peek.Span.Position..Peek.Span.End]}");

    public FilterException Error(Span span, string message, string? suggestion = null) => new(_parameter, _text, span, message, suggestion);

    bool Skip(bool matches)
    {
        if (matches)
            _at++;
        return matches;
    }
}
