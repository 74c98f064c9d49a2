using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Tests.Sweeps.Strategies;

public sealed class DrawStreamTests
{
    const int Draws = 4000;

    [Fact]
    public void Streams_are_even_and_those_of_neighbouring_draws_unrelated()
    {
        double[] first = [.. Enumerable.Range(0, Draws).Select(draw => new DrawStream(0, draw).Share())];
        first.ShouldAllBe(share => share >= 0 && share < 1);
        first.Average().ShouldBe(0.5, 0.02);
        Enumerable.Range(0, 10).ShouldAllBe(tenth => Math.Abs(first.Count(s => (int)(s * 10) == tenth) - Draws / 10) < 100);
        foreach (var apart in new[] { 1, 2, 7 })
            first.Zip(first.Skip(apart)).Average(pair => (pair.First - 0.5) * (pair.Second - 0.5)).ShouldBe(0, 0.005);     // 1/12 were they equal
    }

    [Fact]
    public void Normals_have_mean_0_and_deviation_1()
    {
        var stream = new DrawStream(3, 1);
        double[] normals = [.. Enumerable.Range(0, Draws).Select(_ => stream.Normal())];
        normals.Average().ShouldBe(0, 0.06);
        normals.Average(n => n * n).ShouldBe(1, 0.08);
    }

    // whoever stored a sweep's draws with one version finds them with the next
    [Fact]
    public void A_stream_is_the_same_for_ever()
    {
        var stream = new DrawStream(7, 3);
        ((double[])[stream.Share(), stream.Share(), stream.Share()]).ShouldBe([0.5855809972413452, 0.31533148653483956, 0.7556698068601617]);
    }
}
