using Platform.TestKit;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Ignored_truth_and_abstaining_predictions_are_not_counted()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(prediction: [0, 1, 2, 255, 1], truth: [0, 255, 1, 2, 1]);
        matrix.ToRows().ShouldBe([[1, 0, 0], [0, 1, 1], [0, 0, 0]]);
    }

    [Fact]
    public void The_mean_leaves_out_classes_that_the_truth_does_not_have()
    {
        var matrix = new ConfusionMatrix(4);
        matrix.Add(prediction: [0, 0, 1, 2], truth: [0, 0, 1, 1]);
        matrix.Iou().ShouldBe([1, 0.5, 0, double.NaN]); // class 2 is only predicted, class 3 is nowhere
        matrix.MeanIou().ShouldBe(0.75);
        matrix.PixelAccuracy().ShouldBe(0.75);
    }

    [Fact]
    public void Over_activation_is_the_share_of_what_is_called_so_that_is_not()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(prediction: [0, 1, 1, 1, 1], truth: [0, 0, 1, 0, 0]);
        matrix.OverActivation().ShouldBe([0, 0.75, double.NaN]); // class 2 is never said
        ConfusionMatrix.FromRows(matrix.ToRows()).ToRows().ShouldBe(matrix.ToRows());
    }

    [Fact]
    public void Nothing_counted_has_no_mean() => new ConfusionMatrix(2).MeanIou().ShouldBe(double.NaN);

    [Fact]
    public void A_class_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentException>(() => new ConfusionMatrix(2).Add([2], [0])).Message.ShouldContain("class 2 of 2");

    [SharedFact]
    public void Scores_are_those_of_recurseed()
    {
        using var golden = GoldenFile.Open("rs_miou");
        var expected = golden.ReadFloats("iou_percent");
        var matrix = new ConfusionMatrix(expected.Length);
        matrix.Add(golden.ReadLabels("pred"), golden.ReadLabels("gt"));
        ShouldBeClose([.. matrix.Iou().Select(v => v * 100)], expected, 1e-3);
        (matrix.MeanIou() * 100).ShouldBe(golden.ReadFloats("miou_fp_fn")[0], 1e-3);
    }

    [SharedFact]
    public void Scores_are_those_of_weclip_over_two_calls()
    {
        using var golden = GoldenFile.Open("weclip_miou");
        var (prediction, truth) = (golden.ReadLabels("pred"), golden.ReadLabels("gt"));
        var expected = golden.ReadFloats("pAcc_mAcc_miou");
        var matrix = new ConfusionMatrix(golden.ReadFloats("iou").Length);
        var first = FirstCall(matrix.Classes, prediction, truth, golden.Read<long>("hist_after_1"));
        matrix.Add(prediction.AsSpan(0, first), truth.AsSpan(0, first));
        matrix.Add(prediction.AsSpan(first), truth.AsSpan(first));

        matrix.ToRows().SelectMany(r => r).ShouldBe(golden.Read<long>("hist"));
        ShouldBeClose(matrix.Iou(), golden.ReadFloats("iou"), 1e-5);
        matrix.PixelAccuracy().ShouldBe(expected[0], 1e-5);
        matrix.MeanClassAccuracy().ShouldBe(expected[1], 1e-5);
        matrix.MeanIou().ShouldBe(expected[2], 1e-5);
    }

    /// <summary>The fixture does not say how many of its three images the first call had.</summary>
    static int FirstCall(int classes, byte[] prediction, byte[] truth, long[] expected)
    {
        foreach (var pixels in (int[])[72, 144])
        {
            var matrix = new ConfusionMatrix(classes);
            matrix.Add(prediction.AsSpan(0, pixels), truth.AsSpan(0, pixels));
            if (matrix.ToRows().SelectMany(r => r).SequenceEqual(expected))
                return pixels;
        }
        throw new InvalidDataException("hist_after_1 is neither one image nor two");
    }

    static void ShouldBeClose(double[] actual, float[] expected, double tolerance)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++)
            if (float.IsNaN(expected[i]))
                actual[i].ShouldBe(double.NaN);
            else
                actual[i].ShouldBe(expected[i], tolerance);
    }
}
