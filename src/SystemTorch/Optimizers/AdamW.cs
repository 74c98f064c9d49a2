using SystemTorch.Optimizers;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adam with decoupled weight decay (0 unless asked for, unlike PyTorch).</summary>
    public class AdamW : AdamOptimizer<AdamW.ParamGroup, AdamW.Options, AdamW.State>
    {
        internal AdamW(IEnumerable<TorchSharp.Modules.ParamGroup> groups, Options defaults) : base(groups, defaults)
        {
        }

        private protected override bool DecaysWeights => true;

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        public class Options : AdamOptions;

        public class ParamGroup : AdamGroup<Options>
        {
            public ParamGroup() : base([], new())
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, AdamOptions.Of<Options>(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
            {
            }
        }

        public sealed class State(Parameter parameter) : AdamState(parameter);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.AdamW AdamW(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                AdamW([new AdamW.ParamGroup(parameters, new AdamW.Options())], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                AdamW(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, AdamOptions.Of<Modules.AdamW.Options>(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));
        }
    }
}
