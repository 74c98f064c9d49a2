using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class BoxMaskTests
{
    [Fact]
    public void Pixels_that_touch_at_a_corner_share_a_box_and_others_do_not()
    {
        float[] scores =
        [
            1, 0, 0, 0, 0,
            0, 1, 0, 0, 0,
            0, 0, 0, 1, 0,
            0, 0, 0, 0, 0,
        ];
        BoxMask.Boxes(scores, width: 5, threshold: 0.5).ShouldBe([new PixelBox(0, 0, 2, 2), new PixelBox(3, 2, 4, 3)]);
    }

    [Fact]
    public void The_last_row_and_column_are_never_inside_and_a_map_of_zeros_has_no_box()
    {
        BoxMask.Mask([1, 1, 1, 1], width: 2, threshold: 0.5).ShouldBe([1, 0, 0, 0]);
        BoxMask.Boxes(new float[4], width: 2, threshold: 0.5).ShouldBeEmpty();
    }
}
