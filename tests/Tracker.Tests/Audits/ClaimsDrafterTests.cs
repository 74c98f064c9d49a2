using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Tests.Audits;

public class ClaimsDrafterTests
{
    const string Readme = """
        # A method for segmentation

        We reach **53.4%** mIoU on COCO val with ViT-B/16, multi-scale and no CRF, +1.5 points over the baseline.
        Training takes 23 hours on one GPU with 8.5 GB.

        ## Results on PASCAL VOC

        | Method | Backbone | val | test | Params (M) |
        |---|:---:|---:|---:|---:|
        | Ours | ViT-B | 72.2 | 71.6 | 92.1 |
        | Ours (CAM) | ViT-B | 73.5 | - | 92.1 |

        At 60k iterations the validation mIoU is 51.9 %.
        """;

    [Fact]
    public void Claims_are_proposed_from_tables_and_sentences()
    {
        var file = ClaimsReader.Parse("draft", ClaimsDrafter.Draft("README.md", Readme), out var faults);
        faults.ShouldBeEmpty();
        file.Claims.Select(c => ((NumberAssertion)c.Assertion).Value.Value).ShouldBe([53.4m, 72.2m, 71.6m, 73.5m, 51.9m]);
        file.Claims[0].Source.ShouldBe("README.md, line 3");
    }

    [Fact]
    public void Words_around_a_number_become_its_conditions()
    {
        var file = ClaimsReader.Parse("draft", ClaimsDrafter.Draft("README.md", Readme), out _);
        var numbers = file.Claims.Select(c => (NumberAssertion)c.Assertion).ToArray();
        (numbers[0].Conditions.Dataset, numbers[0].Conditions.Split, numbers[0].Conditions.Backbone, numbers[0].Conditions.Crf, numbers[0].Conditions.Scales!.ToString())
            .ShouldBe(("COCO 2014", "val", "ViT-B/16", false, "multi"));
        (numbers[2].Conditions.Dataset, numbers[2].Conditions.Split, numbers[3].Output).ShouldBe(("VOC 2012", "test", "cam"));
        (numbers[4].Selection, numbers[4].Iteration).ShouldBe((Selection.At, 60000));
    }

    [Fact]
    public void A_gain_is_left_to_the_reader_with_its_line() => ClaimsDrafter.Draft("README.md", Readme).ShouldContain("# line 3: +1.5 is a difference");

    [Fact]
    public void Numbers_in_the_words_of_a_cell_are_proposed_too()
    {
        var file = ClaimsReader.Parse("draft", ClaimsDrafter.Draft("a.md", "| claim |\n|---|\n| CAM 73.5, segmentation 69.9 on VOC val |"), out _);
        file.Claims.Select(c => ((NumberAssertion)c.Assertion).Value.Text).ShouldBe(["73.5", "69.9"]);
    }

    [Fact]
    public void A_text_without_results_gives_no_claim() =>
        ClaimsDrafter.Draft("a.md", "# Nothing\n\nVersion 2.5 of 3 files.\n| a | b |\n|---|---|\n| 1.5 | x |").ShouldContain("claims: []");
}
