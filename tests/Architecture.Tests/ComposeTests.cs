using Newtonsoft.Json.Linq;

namespace Platform.Architecture.Tests;

/// <summary>The Compose files, held against the Compose Specification's schema.</summary>
public class ComposeTests
{
    [Theory, InlineData("compose.yaml"), InlineData("deploy/compose.scale.yaml"), InlineData("deploy/compose.trainers.yaml")]
    public async Task They_are_of_Compose_s_form(string file) => (await FaultsAsync(YamlFiles.Documents(file).Single())).ShouldBeEmpty();

    [Fact]
    public async Task A_field_that_does_not_exist_is_noticed()
    {
        var file = YamlFiles.Documents("deploy/compose.trainers.yaml").Single();
        file["services"]!["trainer"]!["stop_grace"] = "120s";
        (await FaultsAsync(file)).ShouldNotBeEmpty();
    }

    [Theory, InlineData("deploy/compose.scale.yaml"), InlineData("deploy/compose.trainers.yaml")]
    public void What_they_write_to_belongs_to_the_image_s_user(string file)
    {
        // a volume is made with the owner that the image has for its folder, and root's where it has none
        var folders = YamlFiles.Documents("compose.yaml").Concat(YamlFiles.Documents(file)).SelectMany(d => d.SelectTokens("services.*.volumes[*]"))
            .Select(v => ((string)v!).Split(':')[1]).Where(v => v.StartsWith("/platform/", StringComparison.Ordinal)).Distinct();
        var owned = SourceTree.Read("Dockerfile").Split('\n').Single(l => l.Contains("install -d -o platform", StringComparison.Ordinal)).Split(' ');
        folders.Except(owned).ShouldBeEmpty();
    }

    static Task<IEnumerable<string>> FaultsAsync(JObject file) => YamlFiles.FaultsAsync(file, "compose-spec");
}
