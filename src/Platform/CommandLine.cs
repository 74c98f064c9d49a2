using System.CommandLine;
using Microsoft.Extensions.Options;
using Platform.Commands;
using Platform.Contracts;

namespace Platform;

/// <summary>
/// Reads the command line and turns every way it can go wrong into one line and an exit code: 1 for an error its reader
/// can act on, 2 for a command line that cannot be understood.
/// </summary>
static class CommandLine
{
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "show stack traces and more of the log",
        Recursive = true,
    };

    /// <summary>Every command, in the order of the help.</summary>
    public static IReadOnlyList<PlatformCommand> Commands { get; } =
    [
        DemoCommand.Create(),
        UpCommand.Create(),
        TrainCommand.Create(),
        SweepCommand.Create(),
        WorkCommand.Create(),
        EvaluateCommand.Create(),
        TrackCommand.Create(),
        DashboardCommand.Create(),
        SyncCommand.Create(),
        ImportCommand.Create(),
        JournalCommand.Create(),
        DeadLettersCommand.Create(),
        ReplayCommand.Create(),
        PruneCommand.Create(),
        DataCommand.Create(),
        MigrateCommand.Create(),
        DoctorCommand.Create(),
        AuditCommand.Create(),
        ClaimsCommand.Create(),
        ExportCommand.Create(),
        VerifyCommand.Create(),
        SeedCommand.Create(),
        BenchCommand.Create(),
        TestCommand.Create(),
        VersionCommand.Create(),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var verbose = args.Contains(Verbose.Name);
        Terminal.Configure();
        try
        {
            return await InvokeAsync(args);
        }
        catch (Exception e) when (!verbose && Explain(e) is { } line)
        {
            Console.Error.WriteLine($"platform: {line}");
            return 1;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            return 1;
        }
    }

    static async Task<int> InvokeAsync(string[] args)
    {
        var root = Root();
        if (args.Length == 0 || args is ["--help"] or ["-h"] or ["-?"])
            return HelpCommand.Overview(Console.Out);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && !HelpCommand.Asked(parsed))
        {
            Console.Error.WriteLine($"platform: {ParseErrors.Explain(parsed)}");
            return 2;
        }
        // signals are ours (see StopSignal): the library would end the process after two seconds
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    static RootCommand Root()
    {
        var root = new RootCommand("Trains, tracks and shows experiments in weakly supervised segmentation.") { Verbose };
        foreach (var option in root.Options.OfType<VersionOption>().ToArray())
            root.Options.Remove(option);
        foreach (var command in Commands)
            root.Subcommands.Add(command);
        root.Subcommands.Add(HelpCommand.Create(root));
        return root;
    }

    // null: a defect of ours, which deserves its stack trace
    static string? Explain(Exception e) => e switch
    {
        UserErrorException => OneLine(e.Message),
        OptionsValidationException options => OneLine(string.Join("; ", options.Failures)),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        IOException or UnauthorizedAccessException => OneLine(e.Message) + " (--verbose shows where)",
        OperationCanceledException => "stopped before it was done",
        _ => null,
    };

    static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
