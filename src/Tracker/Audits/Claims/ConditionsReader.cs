using YamlDotNet.RepresentationModel;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Reads dataset, split and protocol of a number.</summary>
static class ConditionsReader
{
    public static Conditions Read(YamlObject yaml)
    {
        var stated = new Conditions { Dataset = yaml.Text("dataset"), Split = yaml.Text("split") };
        if (yaml.Object("protocol") is not { } protocol)
            return stated;
        stated = stated with
        {
            Backbone = protocol.Text("backbone"),
            Pretraining = protocol.Text("pretraining"),
            Scales = Scales(protocol),
            Flip = protocol.Flag("flip"),
            Crf = protocol.Flag("crf"),
            ImageLabels = protocol.Flag("imageLabels"),
            InputSize = protocol.Text("inputSize"),
        };
        protocol.Done();
        return stated;
    }

    static ScaleSet? Scales(YamlObject protocol)
    {
        if (protocol.Node("scales") is not { } node)
            return null;
        if (node is YamlScalarNode { Value: "single" })
            return ScaleSet.Single;
        if (node is YamlScalarNode { Value: "multi" })
            return ScaleSet.Multi;
        var items = node is YamlSequenceNode list ? list.Children.Select(c => (c as YamlScalarNode)?.Value) : [(node as YamlScalarNode)?.Value];
        var numbers = items.Select(text => text is null ? null : Written.Parse(text)).ToArray();
        if (numbers.Length > 0 && numbers.All(n => n is { Value: > 0 }))
            return ScaleSet.Of(numbers.Select(n => n!.Value.Value));
        protocol.Refuse(node, "'scales' must be single, multi, or a list of numbers ([0.5, 1.0, 1.5])");
        return null;
    }
}
