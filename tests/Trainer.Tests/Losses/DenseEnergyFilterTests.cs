using Platform.TestKit;
using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class DenseEnergyFilterTests
{
    static readonly float[] s_mean = [123.675f, 116.28f, 103.53f];
    static readonly float[] s_deviation = [58.395f, 57.12f, 57.375f];

    public static TheoryData<string> Files => Golden.Files("cosa_energy_loss*");

    [SharedTheory, MemberData(nameof(Files))]
    public void The_bare_filter_agrees_with_the_authors_native_one(string file)
    {
        using var golden = Golden.Open(file);
        var (settings, shape) = (golden.Floats("in.weight1e7_sigmargb_sigmaxy_scale"), golden.Shape("out.filter_image"));
        for (var image = 0; image < shape[0]; image++)
        {
            var (pixels, input) = (Of(golden, "out.filter_image", image), Of(golden, "out.filter_input", image));
            var filter = new DenseEnergyFilter(pixels, shape[3], shape[2], settings[2] * settings[3], settings[1]);
            Golden.ShouldAgree(filter.Filter(input), Of(golden, "out.filter_output", image), 2e-3, "filtered");
        }
    }

    [SharedTheory, MemberData(nameof(Files))]
    public void The_loss_and_its_gradient_agree_with_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var settings = golden.Floats("in.weight1e7_sigmargb_sigmaxy_scale");
        settings[3].ShouldBe(0.5f, "halving by the mean of 2 × 2 is all this test knows");
        var shape = golden.Shape("in.logits");
        var (batch, height, width) = (shape[0], shape[2], shape[3]);
        var loss = 0.0;
        var gradient = new List<float>();
        for (var b = 0; b < batch; b++)
        {
            var softmax = Softmax(Of(golden, "in.logits", b), shape[1]);
            var image = Denormalize(Every2nd(Of(golden, "in.img_normalised", b), width, height));
            var box = golden.Longs("in.img_box")[(4 * b)..(4 * b + 4)];
            var inside = Every2nd(Inside(box, width, height), width, height);
            var labels = Every2nd(golden.Bytes("in.label")[(b * height * width)..((b + 1) * height * width)], width, height);

            var filter = new DenseEnergyFilter(image, width / 2, height / 2, settings[2] * settings[3], settings[1]);
            var energy = filter.Evaluate(MeanOf2x2(softmax, width, height), inside, labels);

            loss += energy.Value * settings[0] / batch;
            var upstream = Array.ConvertAll(energy.Gradient, g => g * settings[0] / batch);
            gradient.AddRange(SoftmaxBackward(softmax, MeanOf2x2Backward(upstream, width, height), shape[1]));
        }
        var expected = golden.Floats("grad.logits_times_1e7");
        ((float)loss).ShouldBe(golden.Float("out.loss_times_1e7"), 2e-3 * Math.Abs(loss));
        Golden.ShouldAgree([.. gradient], expected, 2e-3, "gradient");
    }

    [Fact]
    public void A_confident_pixel_adds_nothing_and_one_outside_the_box_has_no_gradient()
    {
        var filter = new DenseEnergyFilter(new float[3 * 2], width: 2, height: 1, positionSigma: 50, colorSigma: 15);

        var energy = filter.Evaluate([1, 0.5f, 0, 0.5f], inside: [1, 0], labels: [1, 255]);

        energy.Value.ShouldBe(0);
        energy.Gradient.ShouldAllBe(g => g == 0);
    }

    static float[] Of(Golden golden, string tensor, int item)
    {
        var values = golden.Floats(tensor);
        var size = values.Length / golden.Shape(tensor)[0];
        return values[(item * size)..((item + 1) * size)];
    }

    static float[] Denormalize(float[] planes) =>
        [.. planes.Select((v, i) => v * s_deviation[i * 3 / planes.Length] + s_mean[i * 3 / planes.Length])];

    static byte[] Inside(long[] box, int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(p =>
            (byte)(p / width >= box[0] && p / width < box[1] && p % width >= box[2] && p % width < box[3] ? 1 : 0))];

    static T[] Every2nd<T>(T[] planes, int width, int height) =>
        [.. planes.Where((_, i) => i % width % 2 == 0 && i / width % height % 2 == 0)];

    static float[] MeanOf2x2(float[] planes, int width, int height)
    {
        var half = new float[planes.Length / 4];
        for (var i = 0; i < planes.Length; i++)
            half[Halved(i, width, height)] += planes[i] / 4;
        return half;
    }

    static float[] MeanOf2x2Backward(float[] half, int width, int height) =>
        [.. Enumerable.Range(0, half.Length * 4).Select(i => half[Halved(i, width, height)] / 4)];

    static int Halved(int i, int width, int height)
    {
        var (plane, y, x) = (i / (width * height), i / width % height, i % width);
        return (plane * (height / 2) + y / 2) * (width / 2) + x / 2;
    }

    static float[] Softmax(float[] logits, int classes)
    {
        var pixels = logits.Length / classes;
        var result = new float[logits.Length];
        for (var p = 0; p < pixels; p++)
        {
            var sum = Enumerable.Range(0, classes).Sum(c => Math.Exp(logits[c * pixels + p]));
            for (var c = 0; c < classes; c++)
                result[c * pixels + p] = (float)(Math.Exp(logits[c * pixels + p]) / sum);
        }
        return result;
    }

    static float[] SoftmaxBackward(float[] softmax, float[] upstream, int classes)
    {
        var pixels = softmax.Length / classes;
        var result = new float[softmax.Length];
        for (var p = 0; p < pixels; p++)
        {
            var dot = Enumerable.Range(0, classes).Sum(c => softmax[c * pixels + p] * upstream[c * pixels + p]);
            for (var c = 0; c < classes; c++)
                result[c * pixels + p] = softmax[c * pixels + p] * (upstream[c * pixels + p] - dot);
        }
        return result;
    }
}
