using System.Globalization;
using System.Text;

namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// Cuts a filter, a sort or a list of columns into tokens. Names of metrics and keys are words with their slashes, dots and
/// hyphens; there is no arithmetic to confuse them with.
/// </summary>
sealed class Tokenizer(string parameter, string text)
{
    readonly List<Token> _tokens = [];
    int _at;

    /// <exception cref="FilterException">A letter that begins nothing, a quote that is not closed, a number that is none.</exception>
    public static IReadOnlyList<Token> Read(string parameter, string text)
    {
        var tokenizer = new Tokenizer(parameter, text);
        while (tokenizer.Next())
        {
        }
        return tokenizer._tokens;
    }

    bool Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        if (_at == text.Length)
        {
            _tokens.Add(new(TokenKind.End, new(_at, 0), ""));
            return false;
        }
        var letter = text[_at];
        if (letter is '"' or '\'')
            ReadText(letter);
        else if (char.IsAsciiDigit(letter) || letter == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))
            ReadNumber();
        else if (char.IsLetter(letter) || letter == '_')
            Add(TokenKind.Word, WordEnd(_at));
        else
            ReadSign(letter);
        return true;
    }

    void ReadSign(char letter)
    {
        var two = _at + 1 < text.Length && text[_at + 1] == '=';
        (TokenKind Kind, int Length)? sign = letter switch
        {
            '(' => (TokenKind.Open, 1),
            ')' => (TokenKind.Close, 1),
            ',' => (TokenKind.Comma, 1),
            '~' => (TokenKind.Contains, 1),
            '-' => (TokenKind.Minus, 1),
            '=' => (TokenKind.Equal, two ? 2 : 1), // == is what programmers type
            '!' when two => (TokenKind.NotEqual, 2),
            '<' => two ? (TokenKind.LessOrEqual, 2) : (TokenKind.Less, 1),
            '>' => two ? (TokenKind.GreaterOrEqual, 2) : (TokenKind.Greater, 1),
            _ => null,
        };
        if (sign is not { } known)
            throw Error(new(_at, char.IsHighSurrogate(letter) && _at + 1 < text.Length ? 2 : 1), letter == '!' ? "\"!\" alone means nothing; write \"not\" or \"!=\"" : null);
        Add(known.Kind, _at + known.Length);
    }

    void ReadText(char quote)
    {
        var (start, meant) = (_at, new StringBuilder());
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                _at = i + 1;
                _tokens.Add(new(TokenKind.Text, new(start, _at - start), meant.ToString()));
                return;
            }
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            meant.Append(text[i]);
        }
        throw Error(new(start, text.Length - start), $"the quote {quote} is not closed");
    }

    void ReadNumber()
    {
        var end = WordEnd(_at + 1);
        var written = text[_at..end];
        if (double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            Add(TokenKind.Number, end, number);
        else if (Durations.TryRead(written, out var seconds))
            Add(TokenKind.Duration, end, seconds);
        else if (written[0] == '-')
            throw Error(new(_at, end - _at), $"\"{written}\" is no number");
        else
            Add(TokenKind.Word, end); // a date, or a name that begins with a digit
    }

    void Add(TokenKind kind, int end, double number = 0)
    {
        _tokens.Add(new(kind, new(_at, end - _at), text[_at..end], number));
        _at = end;
    }

    int WordEnd(int from)
    {
        var end = from;
        while (end < text.Length && IsInWord(text[end]))
            end++;
        return end;
    }

    public static bool IsInWord(char letter) => char.IsLetterOrDigit(letter) || "_./:-+%@#".Contains(letter, StringComparison.Ordinal);

    FilterException Error(Span span, string? message) =>
        new(parameter, text, span, message ?? $"{text[span.Position..span.End]} means nothing here; put text between double quotes");
}
