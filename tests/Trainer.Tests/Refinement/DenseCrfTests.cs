using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class DenseCrfTests
{
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

    static int[] Best(float[] q, int classes)
    {
        var pixels = q.Length / classes;
        return [.. Enumerable.Range(0, pixels).Select(p => Enumerable.Range(0, classes).MaxBy(c => q[c * pixels + p]))];
    }
}
