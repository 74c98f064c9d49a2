using Platform.Contracts;
using Platform.Trainer;

namespace Platform.Demo;

/// <summary>One of the configurations the demo compares. They differ in one switch.</summary>
sealed record Variant(string Name, TrainingConfig Config)
{
    static readonly string[] s_names = ["shapes-baseline", "shapes-baseline-no-ptc"];

    /// <param name="overrides">Settings for all of them, <c>key=value</c>.</param>
    public static IReadOnlyList<Variant> All(IReadOnlyCollection<string> overrides) =>
        [.. s_names.Select(name => new Variant(name, TrainingConfigReader.Read(name, overrides)))];

    /// <summary>"ptc off": the switches of this one that not all of them have alike.</summary>
    public string Difference(IReadOnlyList<Variant> all)
    {
        var differing = Config.Switches.Where(s => all.Any(v => v.Config.Switches.GetValueOrDefault(s.Key) != s.Value));
        return string.Join(", ", differing.Select(s => $"{s.Key} {(s.Value ? "on" : "off")}"));
    }
}
