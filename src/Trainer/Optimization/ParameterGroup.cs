using TorchSharp.Modules;

namespace Platform.Trainer.Optimization;

/// <summary>Parameters that learn at one rate.</summary>
sealed record ParameterGroup(string Name, double LearningRate, IReadOnlyList<(string Name, Parameter Parameter)> Parameters);
