using System.CommandLine;

namespace Platform;

/// <summary>What is wrong with a command line, in one line that offers the nearest name.</summary>
static class ParseErrors
{
    public static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [var unknown, ..])
            return $"{parsed.Errors[0].Message.TrimEnd('.')}; {Hint(command)}";
        if (unknown.StartsWith('-'))
            return $"unknown option '{unknown}'{Suggest(unknown, OptionNames(command))}; {Hint(command)}";
        return command is RootCommand
            ? $"unknown command '{unknown}'{Suggest(unknown, command.Subcommands.Select(c => c.Name))}; {Hint(command)}"
            : $"'{unknown}' is one argument too many; {Hint(command)}";
    }

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
        command is RootCommand ? "platform help lists the commands" : $"platform {command.Name} --help lists its options";

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
