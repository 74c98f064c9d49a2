using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Trainer.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Trainer.Sweeps;

/// <summary>A YAML file as the tree configurations are checked in: every value knows its line and column, a value of a key that of its key.</summary>
sealed partial class YamlTree
{
    readonly string _file;
    readonly SweepFaults _faults;
    readonly IParser _events;
    readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    YamlTree(TextReader text, string file, SweepFaults faults) => (_events, _file, _faults) = (new Parser(text), file, faults);

    /// <summary>Null when the file is no YAML or empty, which is then among the faults.</summary>
    public static ConfigNode? Parse(string text, string file, SweepFaults faults)
    {
        try
        {
            using var reader = new StringReader(text);
            return new YamlTree(reader, file, faults).Document();
        }
        catch (YamlException e)
        {
            faults.Add($"{file}:{e.Start.Line}:{e.Start.Column}: not valid YAML: {e.Message}");
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
            return _anchors.GetValueOrDefault(alias.Value)
                ?? throw new YamlException(alias.Start, alias.End, $"no anchor {alias.Value} before this line");
        var anchor = ((NodeEvent)_events.Current!).Anchor;
        var node = _events.Current switch
        {
            MappingStart => Mapping(where),
            SequenceStart => Sequence(where),
            _ => Value(_events.Consume<Scalar>(), where),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
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
        { Value: "true" or "True" or "on" or "yes" } => new(JsonTokenType.True, "", where),
        { Value: "false" or "False" or "off" or "no" } => new(JsonTokenType.False, "", where),
        { Value: "" or "~" or "null" } => new(JsonTokenType.Null, "", where),
        _ when JsonNumber().IsMatch(scalar.Value) => new(JsonTokenType.Number, scalar.Value, where),
        _ => new(JsonTokenType.String, scalar.Value, where),
    };

    string At(ParsingEvent e) => $"{_file}:{e.Start.Line}:{e.Start.Column}";

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();
}
