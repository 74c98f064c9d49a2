using Platform.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>Every method by name: a switch, so that going to a method is one step.</summary>
public static class MethodCatalog
{
    public static readonly IReadOnlyList<string> Names = ["baseline", "dupl", "supervised"];

    /// <summary>What the method understands, defaults included; for configuration errors and the run's record.</summary>
    public static MethodDefinition Definition(string method) => method switch
    {
        "baseline" => Baseline.Definition,
        "dupl" => DuPL.Definition,
        "supervised" => Supervised.Definition,
        _ => throw new UserErrorException($"method '{method}' is unknown; known: {string.Join(", ", Names)}"),
    };

    /// <param name="classes">Foreground classes, in the order of the masks' indices.</param>
    public static ISegmentationMethod Create(TrainingConfig config, IReadOnlyList<string> classes, Device device)
    {
        Definition(config.Method).Check(config);
        ISegmentationMethod method = config.Method switch
        {
            "dupl" => new DuPL(config, classes),
            "supervised" => new Supervised(config, classes.Count),
            _ => new Baseline(config, classes.Count),
        };
        method.Network.to(device);
        return method;
    }
}
