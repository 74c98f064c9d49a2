using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Contracts;

namespace Platform.Trainer.Sweeps;

/// <summary>
/// Conditions over settings: <c>or</c>, <c>and</c>, <c>not</c>, comparisons, + - * /, parentheses, numbers, quoted text, true and
/// false, key paths. Types are checked while it is read. A minus has space around it, as names have hyphens.
/// </summary>
sealed partial class ConstraintParser
{
    const int MostTokens = 200;

    static readonly string[] s_comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    readonly Func<string, UserErrorException> _fault;
    readonly IReadOnlyList<string> _tokens;
    int _at;

    public ConstraintParser(string text, Func<string, UserErrorException> fault) => (_fault, _tokens) = (fault, Split(text, fault));

    string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    public Func<JsonObject, object> Read()
    {
        var term = Need(Either(), typeof(bool), "a condition");
        return Next is null ? term.Value : throw _fault($"'{Next}' is not expected here");
    }

    Term Either() => Chain(Both, "or", (a, b) => c => (bool)a(c) || (bool)b(c));

    Term Both() => Chain(Negated, "and", (a, b) => c => (bool)a(c) && (bool)b(c));

    Term Chain(Func<Term> part, string word, Func<Func<JsonObject, object>, Func<JsonObject, object>, Func<JsonObject, object>> join)
    {
        var left = part();
        while (Take(word))
            left = new(typeof(bool), join(Need(left, typeof(bool), $"a condition before '{word}'").Value, Need(part(), typeof(bool), $"a condition after '{word}'").Value));
        return left;
    }

    Term Negated()
    {
        if (!Take("not"))
            return Compared();
        var term = Need(Negated(), typeof(bool), "a condition after 'not'");
        return new(typeof(bool), c => !(bool)term.Value(c));
    }

    Term Compared()
    {
        var left = Sum();
        if (s_comparisons.FirstOrDefault(Take) is not { } comparison)
            return left;
        var right = Sum();
        if (left.Type != right.Type)
            throw _fault($"'{comparison}' compares {Name(left.Type)} with {Name(right.Type)}");
        if (left.Type != typeof(double) && comparison is not ("==" or "!="))
            throw _fault($"'{comparison}' takes numbers, not {Name(left.Type)}");
        return new(typeof(bool), c => Compare(comparison, left.Value(c), right.Value(c)));
    }

    Term Sum() => Numbers(Product, "+", "-");

    Term Product() => Numbers(Single, "*", "/");

    Term Numbers(Func<Term> part, params string[] operators)
    {
        var left = part();
        while (operators.FirstOrDefault(Take) is { } sign)
        {
            var (a, b) = (Need(left, typeof(double), $"a number before '{sign}'").Value, Need(part(), typeof(double), $"a number after '{sign}'").Value);
            left = new(typeof(double), c => Calculate(sign, (double)a(c), (double)b(c)));
        }
        return left;
    }

    Term Single()
    {
        var token = Next ?? throw _fault("it ends where a value is expected");
        _at++;
        if (token == "-")
        {
            var term = Need(Single(), typeof(double), "a number after '-'");
            return new(typeof(double), c => -(double)term.Value(c));
        }
        if (token == "(")
        {
            var inner = Either();
            return Take(")") ? inner : throw _fault("a ')' is missing");
        }
        if (token is "true" or "on" or "yes" or "false" or "off" or "no")
            return Constant(token is "true" or "on" or "yes");
        if (token[0] is '\'' or '"')
            return Constant(token[1..^1]);
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Constant(number);
        if (!char.IsLetter(token[0]) || token is "and" or "or")
            throw _fault($"'{token}' stands where a value is expected");
        var (type, value) = SweepConstraint.Setting(token, _fault);
        return new(type, value);
    }

    bool Take(string token)
    {
        if (Next != token)
            return false;
        _at++;
        return true;
    }

    Term Need(Term term, Type type, string expected) =>
        term.Type == type ? term : throw _fault($"expected {expected}, not {Name(term.Type)}");

    static Term Constant(object value) => new(value.GetType(), _ => value);

    static object Compare(string comparison, object a, object b) => comparison switch
    {
        "==" => a.Equals(b),
        "!=" => !a.Equals(b),
        "<" => (double)a < (double)b,
        "<=" => (double)a <= (double)b,
        ">" => (double)a > (double)b,
        _ => (double)a >= (double)b,
    };

    static object Calculate(string sign, double a, double b) => sign switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => a / b };

    static string Name(Type type) => type == typeof(double) ? "a number" : type == typeof(bool) ? "true or false" : "text";

    static string? Meant(char sign) => sign switch { '=' => "==", '&' => "and", '|' => "or", '!' => "not", _ => null };

    static string[] Split(string text, Func<string, UserErrorException> fault)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var match = Token().Match(text, at);
            if (!match.Success)
                throw fault($"'{text[at]}' at character {at + 1} means nothing" + (Meant(text[at]) is { } meant ? $"; did you mean '{meant}'?" : ""));
            // parentheses within parentheses fill the stack
            if (tokens.Count > MostTokens)
                throw fault($"it has more than {MostTokens} words and signs");
            if (match.Groups["token"].Success)
                tokens.Add(match.Groups["token"].Value);
            at += match.Length;
        }
        return [.. tokens];
    }

    [GeneratedRegex(@"\G(?:\s+|(?<token>'[^']*'|""[^""]*""|\d+(\.\d+)?([eE][+-]?\d+)?|[A-Za-z_][\w.]*(-[A-Za-z0-9_][\w.]*)*|<=|>=|==|!=|[-<>+*/()]))", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    sealed record Term(Type Type, Func<JsonObject, object> Value);
}
