using System.Text.Json;
using Platform.TestKit;
using Platform.Trainer.Backbones;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Backbones;

public sealed class ClipTextNamesTests
{
    [SharedFact]
    public void The_names_are_the_authors_in_their_order_and_spelling()
    {
        using var golden = GoldenFile.Open("weclip_text_tokens");
        string[] Authors(string list) => JsonSerializer.Deserialize<string[]>(golden.Metadata[list])!;
        ClipTextNames.VocForeground.ShouldBe(Authors("voc_fg"));
        ClipTextNames.VocBackground.ShouldBe(Authors("voc_bg"));
        ClipTextNames.CocoForeground.ShouldBe(Authors("coco_fg"));
        ClipTextNames.CocoBackground.ShouldBe(Authors("coco_bg"));
        ClipText.Prompt.ShouldBe(golden.Metadata["prompt"]);
    }
}
