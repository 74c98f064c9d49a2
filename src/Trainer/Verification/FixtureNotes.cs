using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Trainer.Verification;

/// <summary>Sizes that a fixture's metadata gives as text: <c>CLIP(embed_dim=32,patch=16,…)</c>.</summary>
static class FixtureNotes
{
    /// <summary>The value of the first of these keys that the note has; the fallback where it has none, or there is no such note.</summary>
    public static double Number(this Fixture fixture, string note, double fallback, params string[] keys)
    {
        var text = fixture.Metadata.GetValueOrDefault(note, "");
        foreach (var key in keys)
            if (Regex.Match(text, $@"(?<![A-Za-z_]){key}\s*=\s*(-?[\d.]+\d|\d+|[Tt]rue|[Ff]alse)") is { Success: true } match)
                return bool.TryParse(match.Groups[1].Value, out var flag) ? flag ? 1 : 0
                    : double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return fallback;
    }

    public static int Whole(this Fixture fixture, string note, int fallback, params string[] keys) => (int)fixture.Number(note, fallback, keys);

    /// <summary>A number written after a word in any note, as a note's name or in the file's name: "resnet50", output_stride = 8, "os16".</summary>
    public static int? After(this Fixture fixture, string word)
    {
        foreach (var text in fixture.Metadata.Select(note => $"{note.Key} = {note.Value}").Append(fixture.Stem))
            if (Regex.Match(text, $@"(?<![A-Za-z]){word}[\s_=]*(\d+)", RegexOptions.IgnoreCase) is { Success: true } match)
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return null;
    }

    /// <summary>Whole numbers in a list after a word in any note: "rates 6,12,18,24", rate = 0,6,12,18. Null where there is none.</summary>
    public static int[]? ListAfter(this Fixture fixture, string word)
    {
        foreach (var (key, value) in fixture.Metadata)
            if (Regex.Match($"{key} = {value}", $@"(?<![A-Za-z]){word}[\s=]+([\d,]*\d)") is { Success: true } match)
                return Array.ConvertAll(match.Groups[1].Value.Split(','), n => int.Parse(n, CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>True or false in a note; null where there is no such note.</summary>
    public static bool? Flag(this Fixture fixture, string note) =>
        fixture.Metadata.TryGetValue(note, out var text) ? bool.Parse(text) : null;

    /// <summary>The numbers i for which the fixture has a tensor <c>prefix + i</c>, ascending.</summary>
    public static IEnumerable<int> Numbered(this Fixture fixture, string prefix) =>
        fixture.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(n[prefix.Length..], out _))
            .Select(n => int.Parse(n[prefix.Length..], CultureInfo.InvariantCulture)).Order();
}
