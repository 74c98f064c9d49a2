using System.Text.Json.Nodes;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Journal;
using Platform.Work;

namespace Platform.Tests.Evaluation;

/// <summary>A run trained for a few iterations, evaluated by the program as users do.</summary>
public sealed class EvaluateTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    string Id => Path.GetFileName(trained.Run.Path);

    [Fact]
    public async Task Scores_go_into_the_journal_after_its_end_as_they_are_printed_and_saved()
    {
        var before = Entries();
        var printed = JsonNode.Parse(await RunAsync(
            "evaluate", Id, "--scales", "1.0,1.5,1.25", "--flip", "--crf", "--json", "--save", trained.Home.Sub("predictions")))!;

        var entries = Entries();
        entries.Take(before.Length).Select(e => e.Hash).ShouldBe(before.Select(e => e.Hash), "what was there stays as it was");
        before.ShouldContain(e => e.Event is RunCompleted);
        var added = entries.Skip(before.Length).ToArray();
        added.ShouldAllBe(e => e.Header.Attempt == 1);
        var scores = added.Select(e => e.Event).Cast<EvaluationCompleted>().ToArray();
        scores.Select(s => (s.Output, s.Protocol.ImageLabels, s.Protocol.Crf))
            .ShouldBe([("cam", true, false), ("cam-aux", true, false), ("seg", false, false), ("seg+crf", false, true)]);
        scores.ShouldAllBe(s => s.Iteration == 30 && s.Split == "val" && s.Protocol.OfCheckpoint == true);
        scores[2].Protocol.Scales.ShouldBe([1.0, 1.5, 1.25]);
        (scores[2].Protocol.Flip, scores[2].Protocol.Fusion, scores[2].Protocol.InputSize).ShouldBe((true, "max", "original"));

        printed["results"]!.AsArray().Select(r => (double)r!["meanIou"]!).ShouldBe(scores.Select(s => s.MeanIou));
        Counts(scores[3]).ShouldNotBe(Counts(scores[2]), "the CRF moves something");
        foreach (var score in scores[2..])
            Counts(score).ShouldBe(Recounted(score));
    }

    [Fact]
    public async Task A_checkpoint_by_itself_is_scored_as_its_run_says_and_nothing_is_journaled()
    {
        var before = File.ReadAllBytes(trained.Run.Journal);
        var printed = await RunAsync("evaluate", CheckpointStore.Newest(trained.Run)!, "--outputs", "seg");
        printed.Split('\n').ShouldContain(line => line.Contains("image labels") && line.Contains(" no "));
        printed.ShouldContain("input original, scales 1, max over scales");
        printed.ShouldNotContain("cam:");
        await RunAsync("evaluate", trained.Run.Path, "--checkpoint", "last", "--outputs", "cam", "--no-journal");
        File.ReadAllBytes(trained.Run.Journal).ShouldBe(before);
    }

    [Fact]
    public async Task A_checkpoint_that_is_in_the_archive_alone_comes_back_to_be_scored()
    {
        var saved = Entries().Select(e => e.Event).OfType<CheckpointSaved>().Last();
        var path = Path.Combine(trained.Run.Path, saved.Path);
        using (var content = File.OpenRead(path))
            await new FolderArchive(trained.Home.Sub("archive")).PutAsync(Guid.Parse(Id), saved, content, CancellationToken.None);
        Directory.Delete(trained.Run.Checkpoints, recursive: true);

        await ShouldFailAsync("--checkpoints", Id, "--outputs", "seg", "--no-journal");
        (await RunAsync("evaluate", Id, "--outputs", "seg", "--no-journal", "--checkpoints", trained.Home.Sub("archive"))).ShouldContain("iteration 30");
        File.Exists(path).ShouldBeTrue("the next one finds it here");
    }

    [Fact]
    public async Task A_mistake_is_one_line_that_names_it()
    {
        var before = File.ReadAllBytes(trained.Run.Journal);
        await ShouldFailAsync("nowhere: no run", "nowhere");
        await ShouldFailAsync("no output 'sge'", Id, "--outputs", "sge");
        await ShouldFailAsync("'half' is no scale", Id, "--scales", "1.0,half");
        await ShouldFailAsync("no such split; there are: train, val", Id, "--split", "tset");
        await ShouldFailAsync("best, last, or a file", Id, "--checkpoint", "first");
        await ShouldFailAsync("--config is for weights", Id, "--config", "tiny-shapes");
        await ShouldFailAsync("127.0.0.1:1", Id, "--broker", "amqp://guest:guest@127.0.0.1:1/");
        await ShouldFailAsync("--config NAME", Path.Combine(trained.Home.Sub("data", "tiny-shapes"), "shapes.json"));
        using (RunJournal.Open(trained.Run, Guid.Parse(Id), TimeProvider.System))
            await ShouldFailAsync("--no-journal", Id);
        File.ReadAllBytes(trained.Run.Journal).ShouldBe(before, "what fails leaves no entry");
    }

    async Task ShouldFailAsync(string named, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(trained.Home.Path, ["evaluate", .. arguments]);
        program.ExitCode.ShouldBe(1, program.Errors + program.Output);
        program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem(program.Errors).ShouldContain(named);
    }

    async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(trained.Home.Path, arguments);
        program.ExitCode.ShouldBe(0, program.Errors + program.Output);
        return program.Output;
    }

    // reading checks that every line links to the one before
    JournalEntry[] Entries() => [.. JournalReader.Read(trained.Run.Journal).Select(r => JournalEntry.Read(r.Bytes))];

    static long[] Counts(EvaluationCompleted score) => [.. score.Confusion.SelectMany(row => row)];

    // from the pictures that were saved and the masks of the dataset
    long[] Recounted(EvaluationCompleted score)
    {
        var matrix = new ConfusionMatrix(score.ClassNames.Count);
        foreach (var said in Directory.GetFiles(trained.Home.Sub("predictions", score.Output, score.Network)))
            matrix.Add(PngCodec.ReadMask(said).Pixels, PngCodec.ReadMask(trained.Home.Sub("data", "tiny-shapes", "SegmentationClass", Path.GetFileName(said))).Pixels);
        return [.. matrix.ToRows().SelectMany(row => row)];
    }
}
