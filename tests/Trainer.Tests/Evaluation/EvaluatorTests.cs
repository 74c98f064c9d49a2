using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Tests.Data;
using TorchSharp;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    readonly ScratchFolder _folder = new();
    readonly TrainingConfig _config = TrainingConfigReader.Read("tiny-shapes");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_head_of_every_student_is_scored_with_what_the_confusion_matrices_do_not_tell()
    {
        var split = DatasetCatalog.Open(_config.Dataset, _folder.Path).Split("val");
        using var method = new TwoStudents(split.Dataset.ClassNames.Count);
        var scores = new Evaluator(_config, split, torch.CPU).Score(method, 7);

        scores.Outputs.Select(o => (o.Output, o.Network)).ShouldBe(
            [("cam", "student-1"), ("cam", "student-2"), ("seg", "student-1"), ("seg", "student-2")]);
        scores.Outputs.ShouldAllBe(o => o.Iteration == 7 && o.ImageCount == 8 && o.Protocol.ImageLabels == (o.Output == "cam"));
        scores.Outputs.ShouldAllBe(o => o.Confusion.Sum(row => row.Sum()) == 8 * 32 * 32 && o.Protocol.OfCheckpoint == null);

        var metrics = scores.Metrics.ToDictionary(m => m.Name, m => m.Value);
        var classOne = split.Dataset.ClassNames[0];
        metrics.Keys.Order().ShouldBe(
            ["eval/agreement", $"eval/over-activation/{classOne}/student-1", "eval/image-f1/student-1", "eval/image-f1/student-2"], ignoreOrder: true);
        metrics["eval/agreement"].ShouldBe(0);
        metrics["eval/image-f1/student-2"].ShouldBe(0);
        metrics["eval/image-f1/student-1"].ShouldBe(ImagesF1(split), 1e-12);
        metrics[$"eval/over-activation/{classOne}/student-1"].ShouldBe(OverActivation(split), 1e-12);
    }

    // of all classes told, those that are there: 2 TP / (2 TP + FP)
    static double ImagesF1(DatasetSplit split) => Enumerable.Range(0, split.Count).Average(i =>
    {
        var there = split.Tags(i).ToArray().Count(t => t > 0);
        return 2.0 * there / (there + split.Dataset.ClassNames.Count);
    });

    // class 1 is everywhere in the CAM of an image that has it, and nowhere in the others'
    static double OverActivation(DatasetSplit split)
    {
        var pixels = Enumerable.Range(0, split.Count).Where(i => split.Tags(i)[0] > 0).SelectMany(i => split.Mask(i).Pixels).ToArray();
        pixels.Length.ShouldBeGreaterThan(0);
        return (double)pixels.Count(p => p != 1) / pixels.Length;
    }
}
