using Platform.TestKit;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class RandomWalkTests
{
    public static TheoryData<string> Files => Golden.Files("rs_random_walk*");
    public static TheoryData<string> Mixes => Golden.Files("epm_recon_refine*");

    [SharedTheory, MemberData(nameof(Files))]
    public void Affinities_transitions_and_result_agree_with_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var (cfg, shape, edge) = (golden.Longs("cfg"), golden.Shape("x"), golden.Floats("edge"));
        var options = new RandomWalkOptions { Radius = (int)cfg[0], Beta = cfg[1], Squarings = (int)cfg[2] };
        var (height, width) = (shape[1], shape[2]);

        var affinity = RandomWalk.Affinity(edge, width, height, options.Radius);

        Golden.ShouldAgree(affinity, golden.Floats("dense_affinity"), 1e-4, "affinity");
        Golden.ShouldAgree(RandomWalk.Transition(affinity, width * height, options), golden.Floats("trans"), 1e-4, "transition");
        Golden.ShouldAgree(RandomWalk.Propagate(golden.Floats("x"), edge, width, height, options), golden.Floats("out"), 1e-4, "result");
    }

    [SharedTheory, MemberData(nameof(Files))]
    public void The_paths_are_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var offsets = golden.Longs("search_dst").Chunk(2).Select(o => (o[0], o[1]));
        var paths = RandomWalkPath.All((int)golden.Longs("cfg")[0]);

        paths.Select(p => ((long)p.Dy, (long)p.Dx)).Order().ShouldBe(offsets.Order());
        foreach (var name in golden.Names.Where(n => n.StartsWith("search_paths_")))
        {
            var points = golden.Longs(name).Chunk(2).Select(o => ((int)o[0], (int)o[1]));
            foreach (var recorded in points.Chunk(golden.Shape(name)[1]))
                paths.ShouldContain(p => p.Points.Order().SequenceEqual(recorded.Order()), name);
        }
    }

    [SharedTheory, MemberData(nameof(Mixes))]
    public void It_spreads_the_probabilities_of_EdgePredictMix(string file)
    {
        using var golden = Golden.Open(file);
        var options = new RandomWalkOptions
        {
            Radius = int.Parse(golden.Metadata["radius"]), Beta = double.Parse(golden.Metadata["beta"]),
            Squarings = int.Parse(golden.Metadata["exp_times"]),
        };
        var shape = golden.Shape("prob_masked");
        var (maps, pixels) = (shape[1] * shape[2] * shape[3], shape[2] * shape[3]);
        for (var b = 0; b < shape[0]; b++)
        {
            var (edges, image) = ((b * pixels)..((b + 1) * pixels), (b * maps)..((b + 1) * maps));
            var walked = RandomWalk.Propagate(
                golden.Floats("prob_masked")[image], golden.Floats("edge_norm")[edges], shape[3], shape[2], options);
            Golden.ShouldAgree(walked, golden.Floats("random_walk")[image], 1e-4, $"image {b}");
        }
    }

    [Fact]
    public void A_wall_of_edges_keeps_what_is_on_its_sides_apart()
    {
        float[] edge = [0, 0, 1, 0, 0]; // one row
        var walked = RandomWalk.Propagate([1, 0, 0, 0, 0], edge, width: 5, height: 1, new RandomWalkOptions());

        walked[..2].ShouldAllBe(v => v > 0.4f);
        walked[2..].ShouldAllBe(v => v == 0);
    }
}
