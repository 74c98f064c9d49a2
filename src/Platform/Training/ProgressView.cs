using Platform.Trainer.Reporting;
using Spectre.Console;

namespace Platform.Training;

/// <summary>Shows a run while it trains: a bar on a terminal, plain lines elsewhere.</summary>
static class ProgressView
{
    public static Task<T> WatchAsync<T>(string title, int iterations, TimeProvider clock, Func<IRunReporter, Task<T>> work)
    {
        if (!Terminal.IsInteractive)
            return work(new ConsoleRunReporter(Console.Out, clock));
        var losses = new LossColumn();
        return AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, new IterationColumn(), new RemainingTimeColumn(), losses)
            .StartAsync(context => work(new TaskReporter(context.AddTask(Markup.Escape(title), maxValue: iterations), losses)));
    }
}
