using Platform.TestKit;
using YamlDotNet.RepresentationModel;

namespace Platform.Architecture.Tests;

/// <summary>Docker does not run everywhere the tests do, so that only what can be read off the file is checked.</summary>
public class ComposeTests
{
    [Fact]
    public void It_starts_every_part_of_the_platform() =>
        Names(Map(Root()["services"])).ShouldBe(["rabbitmq", "postgres", "tracker", "dashboard", "trainer"]);

    [Theory, InlineData("rabbitmq"), InlineData("postgres"), InlineData("tracker"), InlineData("dashboard")]
    public void Services_say_when_they_are_healthy(string service) =>
        Names(Map(Map(Map(Root()["services"])[service])["healthcheck"])).ShouldContain("test");

    [Theory, InlineData("compose.yaml"), InlineData("deploy/compose.scale.yaml"), InlineData("deploy/compose.trainers.yaml")]
    public void No_password_has_a_value_to_guess(string file)
    {
        var text = SourceTree.Read(file);
        foreach (var line in text.Split('\n').Where(l => System.Text.RegularExpressions.Regex.IsMatch(l, "PASS[A-Z]*:") && !l.TrimStart().StartsWith('#')))
            line.ShouldMatch(@"\$\{[A-Z]+_PASSWORD:\?[^}]+\}");
    }

    [Theory, InlineData("compose.yaml"), InlineData("deploy/compose.scale.yaml"), InlineData("deploy/compose.trainers.yaml")]
    public void Every_variable_without_a_default_is_in_the_example(string file)
    {
        var required = System.Text.RegularExpressions.Regex.Matches(SourceTree.Read(file), @"\$\{([A-Z_]+)").Select(m => m.Groups[1].Value);
        required.Distinct().Where(v => !SourceTree.Read(".env.example").Contains(v + "=", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory, InlineData("deploy/compose.scale.yaml", "tracker-read", "rabbitmq-2", "rabbitmq-3", "postgres-replica"), InlineData("deploy/compose.trainers.yaml")]
    public void What_lies_over_it_changes_services_it_has(string file, params string[] added) =>
        Names(Map(Root(file)["services"])).Except(Names(Map(Root()["services"]))).ShouldBe(added, ignoreOrder: true);

    [Fact]
    public void Volumes_that_are_used_are_declared()
    {
        var declared = Names(Map(Root()["volumes"])).ToArray();
        var used = Map(Root()["services"]).Children.Values.Select(Map)
            .Where(s => s.Children.ContainsKey("volumes"))
            .SelectMany(s => ((YamlSequenceNode)s["volumes"]).Select(v => v.ToString().Split(':')[0]));
        used.Except(declared).ShouldBeEmpty();
    }

    [Theory, InlineData("compose.yaml"), InlineData("deploy/compose.scale.yaml"), InlineData("deploy/compose.trainers.yaml")]
    public void The_platform_s_settings_are_known_ones(string file)
    {
        var known = SourceTree.Read("docs/settings.md");
        System.Text.RegularExpressions.Regex.Matches(SourceTree.Read(file), "PLATFORM_[A-Za-z_]+").Select(m => m.Value).Distinct()
            .Where(v => !known.Contains($"`{v}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static YamlMappingNode Root(string file = "compose.yaml")
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(SourceTree.Read(file));
        yaml.Load(reader);
        return Map(yaml.Documents[0].RootNode);
    }

    static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    static IEnumerable<string> Names(YamlMappingNode map) => map.Children.Keys.Select(k => k.ToString());
}
