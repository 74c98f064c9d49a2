using Platform.TestKit;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Tests.Refinement;

public sealed class BoxMaskTests
{
    public static TheoryData<string> Files => Golden.Files("weclip_boxmask*");

    [SharedTheory, MemberData(nameof(Files))]
    public void Masks_and_boxes_are_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var threshold = Math.Round(golden.Float("threshold"), 6); // stored as a single; the authors' is a decimal
        foreach (var name in golden.Names.Where(n => n.StartsWith("score")))
        {
            var (scores, width, number) = (golden.Floats(name), golden.Shape(name)[1], name["score".Length..]);

            BoxMask.Mask(scores, width, threshold).ShouldBe(golden.Floats("mask" + number), name);

            // the authors' list also has boxes of holes, which lie inside others, and an empty box where there is none
            var recorded = golden.Longs("boxes" + number).Select(v => (int)v).Chunk(4).Select(b => new PixelBox(b[0], b[1], b[2], b[3])).ToArray();
            var boxes = BoxMask.Boxes(scores, width, threshold);
            boxes.ShouldBeSubsetOf(recorded, name);
            foreach (var extra in recorded.Except(boxes).Where(b => b != default))
                boxes.ShouldContain(
                    b => b.Left <= extra.Left && b.Top <= extra.Top && b.Right >= extra.Right && b.Bottom >= extra.Bottom, name);
        }
    }

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
