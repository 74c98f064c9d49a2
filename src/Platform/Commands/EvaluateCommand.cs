using System.CommandLine;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Evaluation;
using Platform.Settings;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Work;
using Spectre.Console;
using TorchSharp;

namespace Platform.Commands;

/// <summary><c>platform evaluate RUN|CHECKPOINT</c>: scores trained networks over scales, mirror images and with a CRF.</summary>
static class EvaluateCommand
{
    static readonly Argument<string> s_target = new("RUN|CHECKPOINT") { Description = "a run's id or folder, a checkpoint, or a file of published weights" };
    static readonly Option<string?> s_checkpoint = new("--checkpoint") { HelpName = "best|last|FILE", Description = "which of a run's checkpoints, default the best" };
    static readonly Option<string?> s_config = new("--config") { HelpName = "NAME", Description = "the configuration of weights that do not tell their own" };
    static readonly Option<string?> s_split = new("--split") { HelpName = "NAME", Description = "list of images, default the configuration's validation split" };
    static readonly Option<string?> s_save = new("--save") { HelpName = "FOLDER", Description = "write segmentations there, as OUTPUT/NETWORK/ID.png in VOC's colours" };
    static readonly Option<bool> s_noJournal = new("--no-journal") { Description = "do not add the scores to the run's journal" };

    public static PlatformCommand Create()
    {
        var (service, protocol) = (new ServiceOptions(), new ProtocolOptions());
        var command = new PlatformCommand("evaluate", "Scores a run's checkpoint, and adds the scores to the run's journal.",
            "evaluate runs/0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f --scales 1.0,1.5,1.25 --flip --crf")
        {
            s_target, s_checkpoint, SharedOptions.Archive, s_config, s_split, protocol.All, s_save, SharedOptions.Runs, SharedOptions.Data, SharedOptions.Json, s_noJournal, service.Bus,
        };
        command.SetAction(parsed => RunAsync(parsed, protocol, Settings(parsed, service)));
        return command;
    }

    // a broker that is named is used; none is needed
    static PlatformSettings Settings(ParseResult parsed, ServiceOptions service)
    {
        var settings = service.Read(parsed, "").Set("Trainer:Checkpoints", parsed.GetValue(SharedOptions.Archive));
        return settings.Default("Bus:Kind", settings.Configuration["Bus:Uri"] is { Length: > 0 } ? BusOptions.RabbitMq : BusOptions.InMemory);
    }

    static async Task<int> RunAsync(ParseResult parsed, ProtocolOptions options, PlatformSettings settings)
    {
        var runs = parsed.RunsFolder(settings);
        var target = parsed.GetValue(s_target)!;
        await EvaluationTarget.BringBackAsync(target, runs, CheckpointArchives.Of(settings.Configuration["Trainer:Checkpoints"]));
        var source = EvaluationTarget.Find(target, runs, parsed.GetValue(s_checkpoint), parsed.GetValue(s_config));
        var protocol = options.Read(parsed, source.Config.Dataset.Kind);
        var journal = source.RunId is null || parsed.GetValue(s_noJournal)
            ? null : new ScoreJournal(source, settings, parsed.GetValue(CommandLine.Verbose));
        if (journal is not null)
            await journal.EnsurePossibleAsync();
        var data = parsed.DataFolder(settings);
        var split = DatasetCatalog.Open(source.Config.Dataset, data).Split(parsed.GetValue(s_split) ?? source.Config.Dataset.ValidationSplit);
        var json = parsed.GetValue(SharedOptions.Json);

        var scores = Watched(!json, progress => Score(source, split, protocol, parsed.GetValue(s_save), progress));
        var journaled = journal is null ? null : await journal.AddAsync(scores);
        if (json)
            Console.WriteLine(ScoreJson.Of(source, scores));
        else
            Tell(source, split, scores, journaled);
        return 0;
    }

    static IReadOnlyList<EvaluationCompleted> Score(
        CheckpointSource source, DatasetSplit split, SegmentationProtocol protocol, string? save, Action<string, int> progress)
    {
        var device = torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        using var method = source.Load(split.Dataset.ClassNames, device);
        var scores = new CheckpointEvaluator(source.Config, split, device, protocol, save, progress).Score(method, source.Iteration);
        return scores.Count > 0
            ? scores
            : throw new UserErrorException($"method '{source.Config.Method}' has none of the outputs {string.Join(", ", protocol.Outputs)}");
    }

    static T Watched<T>(bool shown, Func<Action<string, int>, T> work) => shown && Terminal.IsInteractive
        ? AnsiConsole.Status().Start("loading", status => work((stage, images) => status.Status = Markup.Escape($"{stage}: {images} images")))
        : work((_, _) => { });

    static void Tell(CheckpointSource source, DatasetSplit split, IReadOnlyList<EvaluationCompleted> scores, string? journaled)
    {
        Console.WriteLine($"{source.Path}, iteration {source.Iteration}, {split.Name}: {split.Count} images");
        foreach (var line in scores.Select(ScoreTable.Describe).Distinct())
            Console.WriteLine(line);
        ScoreTable.Write(scores);
        if (scores.FirstOrDefault(s => s.Protocol.Crf) is { } refined && scores.Count(s => s.Output == "seg") > 1)
            Console.WriteLine($"{refined.Network} was the better before the CRF: it alone was refined, and is the one to report");
        if (journaled is not null)
            Console.WriteLine(journaled);
    }
}
