using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class RandomWalkTests
{
    [Fact]
    public void A_wall_of_edges_keeps_what_is_on_its_sides_apart()
    {
        float[] edge = [0, 0, 1, 0, 0]; // one row
        var walked = RandomWalk.Propagate([1, 0, 0, 0, 0], edge, width: 5, height: 1, new RandomWalkOptions());

        walked[..2].ShouldAllBe(v => v > 0.4f);
        walked[2..].ShouldAllBe(v => v == 0);
    }
}
