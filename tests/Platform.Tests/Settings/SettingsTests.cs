using System.Reflection;
using Platform.Contracts;
using Platform.Dashboard;
using Platform.Settings;
using Platform.TestKit;
using Platform.Tracker;

namespace Platform.Tests.Settings;

public class SettingsTests
{
    [Fact]
    public void The_documented_table_is_the_one_the_program_knows()
    {
        var documented = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "settings.md")).Where(l => l.StartsWith("| `PLATFORM_", StringComparison.Ordinal));
        documented.ShouldBe(SettingsCatalog.All.Select(s => $"| `{s.Variable}` | {s.Default} | {s.Meaning} |"));
    }

    [Theory]
    [InlineData(BusOptions.Section, typeof(BusOptions))]
    [InlineData(TrackerOptions.Section, typeof(TrackerOptions))]
    [InlineData(DashboardOptions.Section, typeof(DashboardOptions))]
    public void Every_option_of_a_service_can_be_set_from_outside(string section, Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => $"{section}:{p.Name}")
            .Except(SettingsCatalog.All.Select(s => s.Key)).ShouldBeEmpty("add them to SettingsCatalog and docs/settings.md");

    [Fact]
    public void An_option_wins_over_its_variable_and_a_default_over_neither()
    {
        var settings = new PlatformSettings(new Dictionary<string, string> { ["PLATFORM_Bus__Kind"] = "rabbitmq", ["PLATFORM_Bus__Uri"] = "amqp://a/" })
            .Set("Bus:Kind", "in-memory").Set("Bus:Uri", null).Default("Bus:Uri", "amqp://b/");
        settings.Bus().Kind.ShouldBe("in-memory");
        settings.Bus().Uri.ShouldBe("amqp://a/");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public void A_port_that_is_none_is_named(string port)
    {
        var settings = new PlatformSettings(new Dictionary<string, string> { ["PLATFORM_Tracker__Port"] = port });
        Should.Throw<UserErrorException>(() => Address.Of(settings, "Tracker", 5081)).Message.ShouldContain($"Tracker:Port is '{port}'");
    }
}
