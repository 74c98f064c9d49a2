using System.CommandLine;
using System.CommandLine.Parsing;

namespace Platform;

/// <summary>What is wrong with a command line, in one line that offers the nearest name.</summary>
static class ParseErrors
{
    public static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [var unknown, ..])
            return $"{Explain(parsed.Errors[0])}; {Hint(command)}";
        if (unknown.StartsWith('-'))
            return $"unknown option '{unknown}'{Suggest(unknown, OptionNames(command))}; {Hint(command)}";
        return command is RootCommand
            ? $"unknown command '{unknown}'{Suggest(unknown, command.Subcommands.Select(c => c.Name))}; {Hint(command)}"
            : $"'{unknown}' is one argument too many; {Hint(command)}";
    }

    // the library's own words for a value of the wrong type name .NET's type
    static string Explain(ParseError error) => error.SymbolResult is OptionResult { Tokens: [var value, ..] } option && Kind(option.Option) is { } kind
        && error.Message.Contains(kind.Type.Name, StringComparison.Ordinal)
            ? $"{option.Option.Name} is '{value.Value}'; it takes {kind.Words}"
            : string.Join(' ', error.Message.TrimEnd('.').Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    static (Type Type, string Words)? Kind(Option option) => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) switch
    {
        var type when type == typeof(int) => (type, "a whole number"),
        var type when type == typeof(Guid) => (type, "an id such as 0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f"),
        var type when type == typeof(bool) => (type, "no value"),
        _ => null,
    };

    /// <summary>The candidate nearest to what was typed, null when none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> candidates) => candidates
        .Select(name => (Name: name, Distance: Distance(typed, name)))
        .Where(c => c.Distance <= Math.Max(2, c.Name.Length / 3))
        .OrderBy(c => c.Distance)
        .Select(c => c.Name)
        .FirstOrDefault();

    static string Suggest(string typed, IEnumerable<string> names) =>
        Nearest(typed, names) is { } name ? $", did you mean '{name}'?" : "";

    static string Hint(Command command) =>
        command is RootCommand ? "platform help lists the commands" : $"platform {Path(command)} --help lists its options";

    // "bench train": a command of a command is asked for with both names
    static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
        ? $"{Path(parent)} {command.Name}"
        : command.Name;

    static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Select(o => o.Name).Append(CommandLine.Verbose.Name).Append("--help");

    // Levenshtein, one row at a time
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
