using System.Globalization;

namespace Platform.Dashboard.Runs;

public enum ColumnKind
{
    Status,
    Text,
    Number,
    Time,
    Switches,
    Progress,
    Best,
    Tags,

    /// <summary>A parameter: a number in one run, a text in another.</summary>
    Parameter,
    Metric,
}

/// <summary>A column of the run table.</summary>
/// <param name="Text">As the address and the tracker's API write it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Part">Below the heading: which number of a metric.</param>
/// <param name="Width">In rem.</param>
public sealed record RunColumn(string Text, string Title, string Part, ColumnKind Kind, double Width)
{
    static readonly string[] s_statistics = ["last", "best", "min", "max"];

    static readonly RunColumn[] s_fields =
    [
        new("status", "Status", "", ColumnKind.Status, 8), new("method", "Method", "", ColumnKind.Text, 6.5), new("backbone", "Backbone", "", ColumnKind.Text, 7.5),
        new("dataset", "Dataset", "", ColumnKind.Text, 6), new("switches", "Switches that differ", "", ColumnKind.Switches, 18),
        new("progress", "Iteration", "", ColumnKind.Progress, 13), new("best", "Best mIoU, %", "", ColumnKind.Best, 9), new("started", "Started", "", ColumnKind.Time, 7),
        new("seed", "Seed", "", ColumnKind.Number, 5), new("tags", "Tags", "", ColumnKind.Tags, 12), new("experiment", "Experiment", "", ColumnKind.Text, 10),
        new("project", "Project", "", ColumnKind.Text, 9), new("phase", "Phase", "", ColumnKind.Text, 10), new("updated", "Updated", "", ColumnKind.Time, 8),
        new("ended", "Ended", "", ColumnKind.Time, 8), new("attempt", "Attempt", "", ColumnKind.Number, 6), new("iterations", "Iterations planned", "", ColumnKind.Number, 9),
        new("host", "Host", "", ColumnKind.Text, 9), new("device", "Device", "", ColumnKind.Text, 9), new("revision", "Revision", "", ColumnKind.Text, 8),
        new("sweep", "Sweep", "", ColumnKind.Text, 10),
    ];

    static readonly Dictionary<string, RunColumn> s_byText = s_fields.ToDictionary(f => f.Text);

    public static RunColumn Name { get; } = new("name", "Name", "", ColumnKind.Text, 20);

    /// <summary>Those every run has.</summary>
    public static IReadOnlyList<RunColumn> Fields => s_fields;

    /// <summary>Whether the rows of the API hold it without being asked.</summary>
    public bool ComesAlong => Kind is not (ColumnKind.Parameter or ColumnKind.Metric) && Text is not ("host" or "device" or "revision" or "sweep");

    /// <summary>Whether groups can have it: neither a list of tags nor one of switches has a mean or one text.</summary>
    public bool IsOfGroups => Kind is not (ColumnKind.Switches or ColumnKind.Tags);

    /// <summary>The term of an order; null where there is none.</summary>
    public string? SortKey => Kind is ColumnKind.Switches or ColumnKind.Tags || Part.StartsWith("at ", StringComparison.Ordinal) ? null : Text;

    public bool LargestFirst => Kind is ColumnKind.Time or ColumnKind.Progress or ColumnKind.Best
        || Kind == ColumnKind.Metric && Part != "min" && !(Part == "best" && Title.Contains("loss", StringComparison.OrdinalIgnoreCase));

    public bool IsNumber => Kind is ColumnKind.Number or ColumnKind.Best or ColumnKind.Metric;

    /// <summary>Whether it is left out where it is the same in all runs.</summary>
    public bool IsSetting => Kind is ColumnKind.Text or ColumnKind.Number or ColumnKind.Parameter;

    /// <summary>What the tracker calls it among differences: a field, or a parameter's key.</summary>
    public string SettingName => Kind == ColumnKind.Parameter ? (Part == "switch" ? "switches." + Title : Title) : Text;

    public static RunColumn Of(string text)
    {
        if (text == Name.Text)
            return Name;
        if (s_byText.TryGetValue(text, out var field))
            return field;
        var (function, name) = Call(text);
        if (function == "at" && At(name) is var (metric, iteration))
            return new(text, metric, "at " + iteration, ColumnKind.Metric, 9);
        if (s_statistics.Contains(function))
            return new(text, Unquoted(name), function!, ColumnKind.Metric, function is "last" ? 7.5 : 10);
        if (function == "switch")
            return new(text, Unquoted(name), "switch", ColumnKind.Parameter, 8);
        return new(text, function == "param" ? Unquoted(name) : text, "", ColumnKind.Parameter, 10);
    }

    /// <summary>The text of a number of a metric.</summary>
    public static string MetricText(string statistic, string metric, int iteration) =>
        statistic == "at" ? string.Create(CultureInfo.InvariantCulture, $"at({Written(metric)}, {iteration})") : $"{statistic}({Written(metric)})";

    /// <summary>The text of a parameter, a switch among them.</summary>
    public static string ParameterText(string key) =>
        key.StartsWith("switches.", StringComparison.Ordinal) ? $"switch({Written(key["switches.".Length..])})" : $"param({Written(key)})";

    static string Written(string name) => name.All(c => char.IsLetterOrDigit(c) || "_./:-+%@#".Contains(c, StringComparison.Ordinal)) && name.Length > 0 && char.IsLetter(name[0])
        ? name : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    static (string? Function, string Name) Call(string text)
    {
        var (open, colon) = (text.IndexOf('('), text.IndexOf(':'));
        return open > 0 && text.EndsWith(')') ? (text[..open].Trim().ToLowerInvariant(), text[(open + 1)..^1].Trim())
            : colon > 0 && text[..colon].ToLowerInvariant() is "at" or "last" or "best" or "min" or "max" or "param" or "switch"
                ? (text[..colon].ToLowerInvariant(), text[(colon + 1)..]) : (null, text);
    }

    // at(miou, 1000) or at:1000:miou
    static (string Metric, string Iteration)? At(string name)
    {
        var comma = name.LastIndexOf(',');
        if (comma > 0)
            return (Unquoted(name[..comma].Trim()), name[(comma + 1)..].Trim());
        var colon = name.IndexOf(':');
        return colon > 0 ? (name[(colon + 1)..], name[..colon]) : null;
    }

    static string Unquoted(string name) => name is ['"' or '\'', .. var inner, '"' or '\''] ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : name;
}
