using Platform.Contracts.Api;
using Platform.Dashboard.Runs;

namespace Platform.Dashboard.Tests.Runs;

public sealed class GroupLabelsTests
{
    [Fact]
    public void The_fewest_settings_that_tell_groups_apart_name_them()
    {
        RunGroup[] groups = [Group("off", "voc", 0.1), Group("on", "voc", 0.1), Group("on", "coco", 0.2)];

        GroupLabels.Fewest(groups, ["switches.anf", "dataset", "rate"]).ShouldBe(["switches.anf", "dataset"], "the rate parts nothing that the data set does not");
        string.Join(' ', GroupLabels.Of(groups[1], ["switches.anf", "dataset", "optimizer.rate"]).Select(l => (l.Name + " " + l.Value).Trim())).ShouldBe("voc +anf rate 0.1");
        GroupLabels.Of(groups[0], ["switches.anf"]).Single().Value.ShouldBe("−anf");
        GroupLabels.Fewest([groups[0]], ["dataset"]).ShouldBeEmpty();
    }

    static RunGroup Group(string anf, string dataset, double rate) => new()
    {
        Keys = new Dictionary<string, string> { ["switches.anf"] = anf == "on" ? "true" : "false", ["dataset"] = dataset, ["rate"] = $"{rate}", ["optimizer.rate"] = $"{rate}" },
        Count = 1, Runs = [Guid.CreateVersion7()], Values = new Dictionary<string, GroupedValue>(),
    };
}
