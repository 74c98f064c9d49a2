namespace Platform.Tracker.Runs.Filters;

enum Expected
{
    Nothing,
    Operand,

    /// <summary>Between a function's parentheses.</summary>
    Name,
    Sign,
    Value,

    /// <summary>and, or.</summary>
    Joint,
}

/// <summary>What a filter expects at a place in it, told from what stands before: it may be unfinished on either side.</summary>
/// <param name="From">Where the word under the place begins.</param>
/// <param name="Typed">That word up to the place.</param>
/// <param name="Operand">What a sign or a value belongs to.</param>
/// <param name="Function">Whose name is expected.</param>
sealed record FilterPlace(Expected Expected, int From, int To, string Typed, Operand? Operand = null, string? Function = null)
{
    static readonly TokenKind[] s_signs =
        [TokenKind.Equal, TokenKind.NotEqual, TokenKind.Less, TokenKind.LessOrEqual, TokenKind.Greater, TokenKind.GreaterOrEqual, TokenKind.Contains];

    public static FilterPlace Of(string text, int at)
    {
        var (from, to) = WordAt(text, at);
        var typed = text[from..at].TrimStart('"', '\'');
        List<Token> before;
        try
        {
            before = [.. Tokenizer.Read("filter", text[..from]).Where(t => t.Kind != TokenKind.End)];
        }
        catch (FilterException)
        {
            return new(Expected.Nothing, from, to, typed);
        }
        var (expected, operand, function) = Walk(before);
        return new(expected, from, to, typed, operand, function);
    }

    // The tokens go through the states a condition has; what does not fit leaves the state as it is.
    static (Expected, Operand?, string?) Walk(List<Token> tokens)
    {
        var (expected, operand, list) = (Expected.Operand, (Operand?)null, false);
        string? function = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            (expected, function) = expected switch
            {
                Expected.Operand when token.Kind == TokenKind.Open || token.Is("not") => (Expected.Operand, null),
                Expected.Operand when token.Kind == TokenKind.Word && i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Open => (Expected.Operand, token.Text.ToLowerInvariant()),
                Expected.Operand when token.Kind == TokenKind.Word && ReadOne(token.Text) is { } read => (Set(out operand, read), null),
                Expected.Operand => (Expected.Joint, null),
                Expected.Sign when s_signs.Contains(token.Kind) => (Expected.Value, null),
                Expected.Sign when token.Is("in") || token.Is("not") => (Expected.Sign, null),
                Expected.Sign when token.Is("and") || token.Is("or") => (Expected.Operand, null),
                Expected.Sign when token.Kind == TokenKind.Open => (List(out list), null),
                Expected.Value when list && token.Kind == TokenKind.Comma => (Expected.Value, null),
                Expected.Value when list && token.Kind == TokenKind.Close => (EndOfList(out list), null),
                Expected.Value => (list ? Expected.Value : Expected.Joint, null),
                Expected.Joint when token.Is("and") || token.Is("or") => (Expected.Operand, null),
                _ => (expected, null),
            };
            if (function is null)
                continue;
            // name ( … ) as a whole
            var close = tokens.FindIndex(i, t => t.Kind == TokenKind.Close);
            if (close < 0)
                return (Expected.Name, null, function);
            (operand, expected) = (ReadOne($"{function}({tokens[i + 2].Text})") ?? ReadOne($"{function}(\"{tokens[i + 2].Text}\")"), Expected.Sign);
            i = close;
        }
        return (operand is null && expected is Expected.Sign or Expected.Value ? Expected.Nothing : expected, operand, null);
    }

    static Expected Set(out Operand? operand, Operand read)
    {
        operand = read;
        return Expected.Sign;
    }

    static Expected List(out bool list)
    {
        list = true;
        return Expected.Value;
    }

    static Expected EndOfList(out bool list)
    {
        list = false;
        return Expected.Joint;
    }

    static Operand? ReadOne(string text)
    {
        try
        {
            return new OperandReader(new("filter", text)).Read().Operand;
        }
        catch (FilterException)
        {
            return null;
        }
    }

    // The letters around the place that are of one word, or of one text between quotes.
    static (int From, int To) WordAt(string text, int at)
    {
        var from = at;
        var quote = OpenQuote(text, at);
        if (quote >= 0)
            from = quote;
        else
            while (from > 0 && Tokenizer.IsInWord(text[from - 1]))
                from--;
        var to = at;
        if (quote >= 0)
            to = text.IndexOf(text[quote], at) is >= 0 and var end ? end + 1 : at;
        else
            while (to < text.Length && Tokenizer.IsInWord(text[to]))
                to++;
        return (from, to);
    }

    static int OpenQuote(string text, int at)
    {
        var open = -1;
        for (var i = 0; i < at; i++)
            if (open >= 0 && text[i] == '\\')
                i++;
            else if (open >= 0 && text[i] == text[open])
                open = -1;
            else if (open < 0 && text[i] is '"' or '\'')
                open = i;
        return open;
    }
}
