using System.CommandLine;
using System.CommandLine.Help;
using Platform.Contracts;

namespace Platform.Commands;

/// <summary><c>platform help [COMMAND]</c></summary>
static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var which = new Argument<string?>("command") { Arity = ArgumentArity.ZeroOrOne, Description = "one command, in detail" };
        var help = new Command("help", "Lists the commands, or explains one.") { which };
        help.SetAction(parsed => parsed.GetValue(which) is { } name ? Explain(root, name) : Overview(Console.Out));
        return help;
    }

    /// <summary>Whether the user asks for help, in which case what else is wrong does not matter.</summary>
    public static bool Asked(ParseResult parsed) => parsed.Action is HelpAction;

    /// <summary>All commands, one example each.</summary>
    public static int Overview(TextWriter writer)
    {
        writer.WriteLine("platform COMMAND [OPTIONS]: trains, tracks and shows experiments in weakly supervised segmentation.");
        foreach (var command in CommandLine.Commands)
        {
            writer.WriteLine();
            writer.WriteLine($"  {command.Name,-12} {command.Description}");
            writer.WriteLine($"  {"",-12} $ ./platform {command.Example}");
        }
        writer.WriteLine();
        writer.WriteLine("platform help COMMAND explains one. Every command takes --verbose. Settings: docs/settings.md.");
        return 0;
    }

    static int Explain(RootCommand root, string name)
    {
        if (CommandLine.Commands.All(c => c.Name != name))
        {
            var nearest = ParseErrors.Nearest(name, CommandLine.Commands.Select(c => c.Name));
            throw new UserErrorException($"unknown command '{name}'{(nearest is null ? "" : $", did you mean '{nearest}'?")}; platform help lists them");
        }
        return root.Parse([name, "--help"]).Invoke();
    }
}
