using Platform.TestKit;
using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class DenseCrfTests
{
    public static TheoryData<string> RecurSeed => Golden.Files("rs_densecrf*");
    public static TheoryData<string> LearningPseudoLabel => Golden.Files("lpl_densecrf*");
    public static TheoryData<string> WeClip => Golden.Files("weclip_densecrf*");

    [SharedTheory, MemberData(nameof(RecurSeed))]
    public void It_agrees_with_the_library_on_RecurSeeds_settings(string file)
    {
        using var golden = Golden.Open(file);
        var p = golden.Floats("cfg");
        var options = new DenseCrfOptions
        {
            Iterations = (int)p[0], ColorWeight = p[1], ColorPositionSigma = p[2], ColorSigma = p[3],
            PositionWeight = p[4], PositionSigma = p[5],
        };
        var (prob, classes) = (golden.Floats("prob"), golden.Shape("prob")[0]);
        if (Number(golden, "bg_th") is { } constant)
            (prob, classes) = (BackgroundScore.Constant(prob, classes, constant), classes + 1);
        else if (Number(golden, "gamma") is { } gamma)
            (prob, classes) = (BackgroundScore.Power(prob, classes, gamma), classes + 1);

        var q = new DenseCrf(golden.Image("image"), options).Refine(prob, classes);

        Golden.ShouldAgree(q, golden.Floats("Q"), 2e-3, "Q");
        Golden.ShouldMatch(Best(q, classes), [.. golden.Longs("label").Select(l => (int)l)], 0.99, "labels");
    }

    [SharedTheory, MemberData(nameof(LearningPseudoLabel))]
    public void It_agrees_with_the_library_on_the_settings_of_Learning_Pseudo_Label(string file)
    {
        using var golden = Golden.Open(file);
        var options = DenseCrfOptions.LearningPseudoLabel with { Iterations = golden.Int("n_iters") };
        var (planes, shape) = (golden.Bytes("image_chw"), golden.Shape("image_chw"));
        var pixels = shape[1] * shape[2];
        var image = new RgbImage(shape[2], shape[1], [.. Enumerable.Range(0, pixels * 3).Select(i => planes[i % 3 * pixels + i / 3])]);

        var q = new DenseCrf(image, options).Refine(golden.Floats("prob"), golden.Shape("prob")[0]);

        Golden.ShouldAgree(q, golden.Floats("Q"), 2e-3, "Q");
    }

    [SharedTheory, MemberData(nameof(WeClip))]
    public void It_agrees_with_the_library_on_WeClips_three_uses(string file)
    {
        using var golden = Golden.Open(file);
        var (image, prob, classes) = (golden.Image("image"), golden.Floats("prob"), golden.Shape("prob")[0]);

        var q = new DenseCrf(image, DenseCrfOptions.WeClip).Refine(prob, classes);
        var q5 = new DenseCrf(image, DenseCrfOptions.WeClipInference).Refine(prob, classes);
        var fromLabels = new DenseCrf(image, DenseCrfOptions.WeClipLabels)
            .RefineLabels([.. golden.Longs("label_in").Select(l => (byte)l)], classes);

        Golden.ShouldAgree(q, golden.Floats("Q"), 2e-3, "Q");
        Golden.ShouldMatch(Best(q, classes), [.. golden.Longs("label").Select(l => (int)l)], 0.99, "label");
        Golden.ShouldAgree(q5, golden.Floats("Q_crf_inference_t5"), 2e-3, "Q after five iterations");
        Golden.ShouldMatch(Best(fromLabels, classes), [.. golden.Longs("label_out_t10").Select(l => (int)l)], 0.99, "labels from labels");
    }

    [Fact]
    public void The_probabilities_of_a_pixel_sum_to_one_whatever_the_number_of_classes()
    {
        var image = new RgbImage(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37))]);
        foreach (var classes in new[] { 1, 2, 7, 8, 9, 21 })
        {
            var prob = Enumerable.Range(0, classes * 20).Select(i => (i * 31 % 17 + 1) / 18f).ToArray();
            var q = new DenseCrf(image, DenseCrfOptions.DuPL).Refine(prob, classes);
            for (var p = 0; p < 20; p++)
                Enumerable.Range(0, classes).Sum(c => q[c * 20 + p]).ShouldBe(1, 1e-4);
        }
    }

    [Fact]
    public void An_image_of_one_colour_keeps_a_clear_vote_and_outvotes_a_single_pixel()
    {
        var image = new RgbImage(9, 9, new byte[243]);
        var prob = new float[2 * 81];
        Array.Fill(prob, 0.8f, 0, 81);
        Array.Fill(prob, 0.2f, 81, 81);
        (prob[40], prob[81 + 40]) = (0.2f, 0.8f);

        var q = new DenseCrf(image, DenseCrfOptions.DuPL).Refine(prob, 2);

        Best(q, 2).ShouldAllBe(label => label == 0);
    }

    static float? Number(Golden golden, string key) =>
        golden.Metadata[key] == "None" ? null : float.Parse(golden.Metadata[key]);

    static int[] Best(float[] q, int classes)
    {
        var pixels = q.Length / classes;
        return [.. Enumerable.Range(0, pixels).Select(p => Enumerable.Range(0, classes).MaxBy(c => q[c * pixels + p]))];
    }
}
