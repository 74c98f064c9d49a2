namespace Platform.Tests;

public class ParseErrorTests
{
    [Theory]
    [InlineData("trian", "train")]
    [InlineData("dashbord", "dashboard")]
    [InlineData("zzzzzzzz", null)]
    public void The_nearest_name_is_offered_when_there_is_one(string typed, string? nearest) =>
        ParseErrors.Nearest(typed, ["demo", "train", "dashboard", "doctor"]).ShouldBe(nearest);

    [Fact]
    public void Every_command_has_a_description_and_an_example_that_starts_with_its_name()
    {
        foreach (var command in CommandLine.Commands)
        {
            command.Description.ShouldNotBeNullOrEmpty();
            command.Example.Split(' ')[0].ShouldBe(command.Name);
        }
    }
}
