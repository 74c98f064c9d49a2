using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Tests.Data;
using TorchSharp;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class CheckpointEvaluatorTests(TrainedShapes trained) : IClassFixture<TrainedShapes>, IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FusionRule.Max)]
    [InlineData(FusionRule.Sum)]
    public void A_checkpoint_scored_at_one_scale_has_the_scores_of_the_end_of_its_training(FusionRule rule)
    {
        var scores = Score(new() { Fusion = rule });
        scores.Select(s => (s.Output, s.Network, s.Iteration)).ShouldBe(trained.Scores.Select(t => (t.Output, t.Network, t.Iteration)));
        scores.Zip(trained.Scores).ShouldAllBe(s => s.First.Confusion.SelectMany(r => r).SequenceEqual(s.Second.Confusion.SelectMany(r => r)));
        scores.ShouldAllBe(s => s.Protocol.OfCheckpoint == true);
    }

    [Fact]
    public void Saved_predictions_give_the_reported_counts_and_the_crf_changes_them()
    {
        var scores = Score(new() { Outputs = ["seg+crf"], Scales = [1.0, 1.5, 1.25], Flip = true }, save: _folder["predictions"]);
        scores.Select(s => (s.Output, s.Protocol.Crf, s.Protocol.Fusion, s.Protocol.InputSize)).ShouldBe(
            [("seg", false, "max", "original"), ("seg+crf", true, "max", "original")]);
        foreach (var score in scores)
            Recounted(score).ShouldBe(score.Confusion.SelectMany(r => r));
        scores[1].Confusion.SelectMany(r => r).ShouldNotBe(scores[0].Confusion.SelectMany(r => r));
    }

    [Fact]
    public void Of_two_students_the_better_one_alone_is_refined()
    {
        var split = Split();
        using var method = new TwoStudents(split.Dataset.ClassNames.Count);
        var scores = new CheckpointEvaluator(trained.Config, split, torch.CPU, new() { Outputs = ["seg+crf"] }).Score(method, 5);
        scores.Select(s => (s.Output, s.Network)).ShouldBe([("seg", "student-1"), ("seg", "student-2"), ("seg+crf", "student-2")]);
        scores[2].Confusion.SelectMany(r => r).ShouldBe(scores[1].Confusion.SelectMany(r => r), "one answer everywhere leaves the CRF nothing to move");
    }

    [Theory]
    [InlineData(FusionRule.Max)]
    [InlineData(FusionRule.Sum)]
    public void Images_of_several_sizes_are_predicted_each_in_its_own(FusionRule rule)
    {
        var dataset = SmallVoc.Write(_folder["voc"], count: 5, split: "val");
        (int Width, int Height)[] sizes = [(12, 10), (12, 10), (21, 17), (12, 10), (9, 33)];
        for (var i = 0; i < sizes.Length; i++)
        {
            var (width, height) = sizes[i];
            File.WriteAllBytes(Path.Combine(_folder["voc"], "JPEGImages", $"p{i}.png"), PngCodec.EncodeRgb(new(width, height, new byte[width * height * 3])));
            File.WriteAllBytes(Path.Combine(_folder["voc"], "SegmentationClass", $"p{i}.png"), PngCodec.EncodeMask(new(width, height, new byte[width * height])));
        }
        using var method = new TwoStudents(3);
        var protocol = new SegmentationProtocol { Outputs = ["seg+crf"], Scales = [1, 1.5], Flip = true, Fusion = rule };
        var scores = new CheckpointEvaluator(trained.Config, dataset.Split("val"), torch.CPU, protocol, _folder["predictions"]).Score(method, 1);

        scores.ShouldAllBe(s => s.Confusion.Sum(row => row.Sum()) == sizes.Sum(size => size.Width * size.Height) && s.ImageCount == 5);
        scores.Select(s => s.MeanIou).ShouldBe([0, 100, 100]);
        for (var i = 0; i < sizes.Length; i++)
        {
            var said = PngCodec.ReadMask(Path.Combine(_folder["predictions"], "seg", "student-1", $"p{i}.png"));
            (said.Width, said.Height).ShouldBe(sizes[i]);
            said.Pixels.ShouldAllBe(p => p == 1);
        }
    }

    [Fact]
    public void Weights_under_their_published_names_need_a_configuration_and_score_as_the_checkpoint_they_are_of()
    {
        var checkpoint = CheckpointStore.Newest(trained.Run)!;
        var weights = _folder["published.safetensors"];
        using (var file = SafetensorsFile.Open(checkpoint))
            SafetensorsFile.Write(weights, [.. file.Tensors.Values.Where(t => t.Name.StartsWith("model/", StringComparison.Ordinal))
                .Select(t => SafetensorsTensor.Of<float>("module." + t.Name[6..], [.. t.Shape], file.ReadFloats(t.Name)))]);

        Should.Throw<UserErrorException>(() => CheckpointSource.OfFile(weights, null)).Message.ShouldContain("--config NAME");
        var published = CheckpointSource.OfFile(weights, trained.Config);
        (published.Published, published.Iteration).ShouldBe((true, 0));
        Score(new(), published).Select(s => s.MeanIou).ShouldBe(Score(new()).Select(s => s.MeanIou));
    }

    DatasetSplit Split() => DatasetCatalog.Open(trained.Config.Dataset, trained.Data).Split("val");

    IReadOnlyList<EvaluationCompleted> Score(SegmentationProtocol protocol, CheckpointSource? source = null, string? save = null)
    {
        source ??= CheckpointSource.OfFile(CheckpointStore.Newest(trained.Run)!, trained.Config);
        using var method = source.Load(Split().Dataset.ClassNames, torch.CPU);
        return new CheckpointEvaluator(trained.Config, Split(), torch.CPU, protocol, save).Score(method, source.Iteration);
    }

    IEnumerable<long> Recounted(EvaluationCompleted score)
    {
        var split = Split();
        var counts = new long[score.ClassNames.Count * score.ClassNames.Count];
        for (var i = 0; i < split.Count; i++)
        {
            var said = PngCodec.ReadMask(Path.Combine(_folder["predictions"], score.Output, score.Network, split.Ids[i] + ".png")).Pixels;
            var there = split.Mask(i).Pixels;
            for (var p = 0; p < said.Length; p++)
                if (there[p] < score.ClassNames.Count)
                    counts[there[p] * score.ClassNames.Count + said[p]]++;
        }
        return counts;
    }
}
