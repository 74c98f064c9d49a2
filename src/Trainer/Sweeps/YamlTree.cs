using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Trainer.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Trainer.Sweeps;

/// <summary>A YAML file as the tree configurations are checked in: every value knows its line and column, a value of a key that of its key.</summary>
sealed partial class YamlTree
{
    // no sweep comes near; what does would fill the stack or the memory of whoever reads it
    const int MostLevels = 32;
    const int MostValues = 30_000;

    readonly string _file;
    readonly SweepFaults _faults;
    readonly IParser _events;
    readonly Dictionary<AnchorName, (ConfigNode Node, int Values)> _anchors = [];
    int _level;
    int _values;

    YamlTree(TextReader text, string file, SweepFaults faults) => (_events, _file, _faults) = (new Parser(text), file, faults);

    /// <summary>Null when the file is no YAML or empty, which is then among the faults.</summary>
    public static ConfigNode? Parse(string text, string file, SweepFaults faults)
    {
        using var reader = new StringReader(text);
        var tree = new YamlTree(reader, file, faults);
        try
        {
            return tree.Document();
        }
        // the second is thrown by the parser of texts it did not expect
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            var (line, column) = (e as YamlException)?.Start is { } start ? (start.Line, start.Column)
                : tree._events.Current is { } last ? (last.End.Line, last.End.Column) : (1, 1);
            faults.Add(Tab().Match(text) is { Success: true } tab
                ? $"{file}:{text.AsSpan(0, tab.Index).Count('\n') + 1}:{tab.Length}: not valid YAML: a tab; YAML is indented with spaces"
                : $"{file}:{line}:{column}: not valid YAML: {e.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    ConfigNode? Document()
    {
        _events.Consume<StreamStart>();
        if (!_events.TryConsume<DocumentStart>(out _))
        {
            _faults.Add($"{_file}:1:1: the file is empty");
            return null;
        }
        var root = Node(null);
        _events.Consume<DocumentEnd>();
        if (_events.Current is DocumentStart second)
            _faults.Add($"{At(second)}: a second document begins; a sweep file is one");
        return root;
    }

    ConfigNode Node(string? where)
    {
        where ??= At(_events.Current!);
        if (_events.TryConsume<AnchorAlias>(out var alias))
            return Again(alias, where);
        var (start, before) = (_events.Current!, _values);
        Count(start, 1);
        if (++_level > MostLevels)
            throw new YamlException(start.Start, start.End, $"values are nested deeper than {MostLevels} levels");
        var anchor = ((NodeEvent)start).Anchor;
        var node = start switch
        {
            MappingStart => Mapping(where),
            SequenceStart => Sequence(where),
            _ => Value(_events.Consume<Scalar>(), where),
        };
        _level--;
        if (!anchor.IsEmpty)
            _anchors[anchor] = (node, _values - before);
        return node;
    }

    // at the place of the alias; what is inside stays where it is written
    ConfigNode Again(AnchorAlias alias, string where)
    {
        if (!_anchors.TryGetValue(alias.Value, out var known))
            throw new YamlException(alias.Start, alias.End, $"no anchor {alias.Value} before this line");
        Count(alias, known.Values);
        return known.Node.At(where);
    }

    void Count(ParsingEvent at, int values)
    {
        if ((_values += values) > MostValues)
            throw new YamlException(at.Start, at.End, $"the file has more than {MostValues} values");
    }

    ConfigNode Mapping(string where)
    {
        var node = new ConfigNode(JsonTokenType.StartObject, "", where);
        _events.Consume<MappingStart>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (!_events.TryConsume<Scalar>(out var key))
                throw new YamlException(_events.Current!.Start, _events.Current.End, "a key is a plain word here");
            var value = Node(At(key));
            if (!node.Members.TryAdd(key.Value, value))
                _faults.Add($"{At(key)}: the key '{key.Value}' is there twice");
        }
        return node;
    }

    ConfigNode Sequence(string where)
    {
        var node = new ConfigNode(JsonTokenType.StartArray, "", where);
        _events.Consume<SequenceStart>();
        while (!_events.TryConsume<SequenceEnd>(out _))
            node.Items.Add(Node(null));
        return node;
    }

    static ConfigNode Value(Scalar scalar, string where) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => new(JsonTokenType.String, scalar.Value, where),
        { Value: "true" or "True" or "TRUE" or "on" or "On" or "ON" or "yes" or "Yes" or "YES" } => new(JsonTokenType.True, "", where),
        { Value: "false" or "False" or "FALSE" or "off" or "Off" or "OFF" or "no" or "No" or "NO" } => new(JsonTokenType.False, "", where),
        { Value: "" or "~" or "null" or "Null" or "NULL" } => new(JsonTokenType.Null, "", where),
        _ when Number().Match(scalar.Value) is { Success: true } number => new(JsonTokenType.Number, AsJson(number), where),
        _ => new(JsonTokenType.String, scalar.Value, where),
    };

    // +.5 is 0.5 and 5. is 5: JSON, which configurations are, has no such numbers
    static string AsJson(Match number)
    {
        var (whole, fraction) = (number.Groups["whole"].Value, number.Groups["fraction"].Value);
        return $"{number.Groups["minus"]}{(whole.Length > 0 ? whole : "0")}{(fraction.Length > 1 ? fraction : "")}{number.Groups["power"]}";
    }

    string At(ParsingEvent e) => $"{_file}:{e.Start.Line}:{e.Start.Column}";

    [GeneratedRegex(@"^ *\t", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Tab();

    [GeneratedRegex(@"^(?:(?<minus>-)|\+)?(?:(?<whole>0|[1-9]\d*)(?<fraction>\.\d*)?|(?<fraction>\.\d+))(?<power>[eE][+-]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
