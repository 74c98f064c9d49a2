using System.CommandLine;
using Platform.Benchmarks;
using Platform.Settings;
using Platform.Trainer;

namespace Platform.Commands;

/// <summary><c>platform bench</c>: how fast training, refinement and storing are on this machine.</summary>
static class BenchCommand
{
    public static PlatformCommand Create() =>
        new("bench", "Measures training steps, refinement, and storing and reading metrics on this machine.", "bench train shapes-baseline --steps 50")
        {
            Train(),
            Crf(),
            Par(),
            Log(),
            BenchStorageCommands.Ingest(),
            BenchStorageCommands.IngestProducers(),
            BenchStorageCommands.Chart(),
            BenchRunsCommand.Create(),
            BenchLiveCommand.Create(),
            BenchPagesCommand.Create(),
        };

    static Command Train()
    {
        var config = new Argument<string>("CONFIG")
        {
            Description = "a configuration that comes with the platform, or a JSON file; bench-vit-b is ViT-B/16 at 448",
            DefaultValueFactory = _ => "shapes-baseline",
        };
        var set = new Option<string[]>("--set") { HelpName = "key=value", Description = "over the configuration; may be repeated" };
        var (steps, warmUps) = (Count("--steps", 30, "steps to measure"), Count("--warm-up", 3, "steps before them", least: 0));
        var seconds = Count("--seconds", 600, "seconds after which no further step begins");
        var command = new Command("train", "Training steps: time, bytes, waiting for data, managed overhead.") { config, set, steps, warmUps, seconds, SharedOptions.Data };
        command.SetAction(parsed => Print(TrainBenchmark.Run(
            TrainingConfigReader.Read(parsed.GetValue(config)!, parsed.GetValue(set)),
            parsed.DataFolder(new PlatformSettings()),
            parsed.GetValue(steps), parsed.GetValue(warmUps), TimeSpan.FromSeconds(parsed.GetValue(seconds)))));
        return command;
    }

    static Command Log()
    {
        var (calls, metrics) = (Count("--calls", 200_000, "calls to measure"), Count("--metrics", 10, "scalars a call"));
        var command = new Command("log", "What reporting an iteration costs the training thread.") { calls, metrics };
        command.SetAction(parsed => Print(LogBenchmark.Run(parsed.GetValue(calls), parsed.GetValue(metrics))));
        return command;
    }

    static Command Crf()
    {
        var (width, height) = (Count("--width", 500, "pixels"), Count("--height", 375, "pixels"));
        var (classes, iterations) = (Count("--classes", 21, "background included"), Count("--iterations", 10, "of mean field"));
        var repeat = Count("--repeat", 5, "how often");
        var command = new Command("crf", "Dense CRF with DuPL's settings.") { width, height, classes, iterations, repeat };
        command.SetAction(parsed => Print(CrfBenchmark.Run(
            parsed.GetValue(width), parsed.GetValue(height), parsed.GetValue(classes), parsed.GetValue(iterations), parsed.GetValue(repeat))));
        return command;
    }

    static Command Par()
    {
        var (batch, size) = (Count("--batch", 4, "images"), Count("--size", 224, "pixels a side: half of the crop"));
        var (channels, repeat) = (Count("--channels", 6, "masks an image: twice the classes it has, background included"), Count("--repeat", 5, "how often"));
        var command = new Command("par", "Pixel-adaptive refinement with the published dilations.") { batch, size, channels, repeat };
        command.SetAction(parsed => Print(ParBenchmark.Run(
            parsed.GetValue(batch), parsed.GetValue(size), parsed.GetValue(channels), parsed.GetValue(repeat))));
        return command;
    }

    internal static Option<int> Count(string name, int otherwise, string what, int least = 1)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = $"{what}, default {otherwise}", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
                result.AddError($"{name} must be at least {least}");
        });
        return option;
    }

    internal static int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine(line);
        return 0;
    }
}
