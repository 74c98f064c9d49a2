using Platform.Contracts;

namespace Platform.Trainer.Methods;

/// <summary>The methods a configuration can name.</summary>
static class MethodCatalog
{
    /// <param name="classes">Foreground classes of the dataset</param>
    /// <exception cref="UserErrorException">No such method, or a switch or loss weight it does not have.</exception>
    public static ISegmentationMethod Create(TrainingConfig config, int classes) => config.Method switch
    {
        Baseline.Name => new Baseline(config, classes),
        Supervised.Name => new Supervised(config, classes),
        _ => throw new UserErrorException($"method is '{config.Method}'; there are: {Baseline.Name}, {Supervised.Name}"),
    };
}
