using SystemTorch.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with decoupled weight decay (0 unless asked for, unlike PyTorch).</summary>
    public class AdamW : OptimizerHelper, optim.IBetas
    {
        readonly Options _defaults;

        internal AdamW(IEnumerable<TorchSharp.Modules.ParamGroup> groups, Options defaults)
        {
            _defaults = defaults;
            foreach (var group in groups)
                add_param_group(group);
        }

        public (double, double) Betas
        {
            get => _groups.OfType<ParamGroup>().First().Betas;
            set
            {
                foreach (var group in _groups.OfType<ParamGroup>())
                    group.Betas = value;
            }
        }

        public override void add_param_group(TorchSharp.Modules.ParamGroup param_group)
        {
            var options = param_group is ParamGroup own ? own.Options : throw new ArgumentException("a group of AdamW.ParamGroup is needed", nameof(param_group));
            Complete(options, _defaults.LearningRate!.Value);
            options.beta1 ??= _defaults.beta1;
            options.beta2 ??= _defaults.beta2;
            options.eps ??= _defaults.eps;
            options.weight_decay ??= _defaults.weight_decay;
            options.amsgrad ??= _defaults.amsgrad;
            options.maximize ??= _defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<ParamGroup>(closure, (group, parameters, gradients) =>
        {
            // Parameters that joined later are behind with their bias correction: one pass for each count of steps.
            var pairs = parameters.Zip(gradients, (parameter, gradient) => (State: StateOf<State>(parameter), Gradient: gradient));
            foreach (var alike in pairs.GroupBy(p => ++p.State.step))
            {
                State[] states = [.. alike.Select(p => p.State)];
                new AdamStep(alike.Key, group.LearningRate, group.Betas, group.Options.eps!.Value, group.Options.weight_decay!.Value, Decoupled: true)
                {
                    Parameters = [.. states.Select(s => s.Parameter)],
                    Gradients = group.Options.maximize == true ? Aten._foreach_neg.RunAll(Gradients(alike)) : Gradients(alike),
                    Means = [.. states.Select(s => s.exp_avg)],
                    Squares = [.. states.Select(s => s.exp_avg_sq)],
                    LargestSquares = group.Options.amsgrad == true ? [.. states.Select(s => s.Largest)] : null,
                }.Apply();
            }
        });

        static Tensor[] Gradients(IEnumerable<(State State, Tensor Gradient)> pairs) => [.. pairs.Select(p => p.Gradient)];

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public bool? amsgrad;
            public bool? maximize;

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                var other = (Options)source;
                (beta1, beta2, eps, weight_decay, amsgrad, maximize) =
                    (other.beta1, other.beta2, other.eps, other.weight_decay, other.amsgrad, other.maximize);
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup() => base.Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, Of(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
            {
            }

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        internal static Options Of(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize) => new()
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };

        public sealed class State : OptimizerState
        {
            public long step;
            public Tensor exp_avg;
            public Tensor exp_avg_sq;
            public Tensor? max_exp_avg_sq;

            public State(Parameter parameter) : base(parameter) => (exp_avg, exp_avg_sq) = (Buffer(parameter), Buffer(parameter));

            // Only made when amsgrad asks for it.
            internal Tensor Largest => max_exp_avg_sq ??= Buffer(Parameter);

            public override void LoadStateDict(OptimizerState source)
            {
                var other = (State)source;
                step = other.step;
                Replace(ref exp_avg, other.exp_avg);
                Replace(ref exp_avg_sq, other.exp_avg_sq);
                if (other.max_exp_avg_sq is null)
                    return;
                _ = Largest;
                Replace(ref max_exp_avg_sq!, other.max_exp_avg_sq);
            }

            public override void to(Device device)
            {
                Move(ref exp_avg, device);
                Move(ref exp_avg_sq, device);
                if (max_exp_avg_sq is not null)
                    Move(ref max_exp_avg_sq, device);
            }

            public override bool ApproximatelyEquals(OptimizerState other) => other is State state && step == state.step
                && exp_avg.allclose(state.exp_avg) && exp_avg_sq.allclose(state.exp_avg_sq);

            public void Dispose() => Free();

            internal override void Free()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
            }
        }
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
                new([new AdamW.ParamGroup(parameters, new AdamW.Options())], Modules.AdamW.Of(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

            public static Modules.AdamW AdamW(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                AdamW(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.AdamW AdamW(
                IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, Modules.AdamW.Of(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));
        }
    }
}
