using SystemTorch.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with momentum where asked for.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        readonly Options _defaults;

        internal SGD(IEnumerable<TorchSharp.Modules.ParamGroup> groups, Options defaults)
        {
            _defaults = defaults;
            foreach (var group in groups)
                add_param_group(group);
        }

        public double Momentum
        {
            get => _groups.OfType<ParamGroup>().First().Momentum;
            set
            {
                foreach (var group in _groups.OfType<ParamGroup>())
                    group.Momentum = value;
            }
        }

        public override void add_param_group(TorchSharp.Modules.ParamGroup param_group)
        {
            var options = param_group is ParamGroup own ? own.Options : throw new ArgumentException("a group of SGD.ParamGroup is needed", nameof(param_group));
            Complete(options, _defaults.LearningRate!.Value);
            options.momentum ??= _defaults.momentum;
            options.dampening ??= _defaults.dampening;
            options.weight_decay ??= _defaults.weight_decay;
            options.nesterov ??= _defaults.nesterov;
            options.maximize ??= _defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<ParamGroup>(closure, (group, parameters, gradients) =>
        {
            var o = group.Options;
            Tensor[] targets = [.. parameters], changes = [.. gradients];
            if (o.maximize == true)
                changes = Aten._foreach_neg.RunAll(changes);
            if (o.weight_decay is { } decay and not 0)
                changes = Aten._foreach_add_List.RunAll(changes, targets, decay);
            if (o.momentum is { } momentum and not 0)
                changes = WithMomentum(parameters, changes, momentum, o);
            Aten._foreach_add__List.RunVoid(targets, changes, -o.LearningRate!.Value);
        });

        Tensor[] WithMomentum(List<Parameter> parameters, Tensor[] changes, double momentum, Options o)
        {
            var buffers = new Tensor[changes.Length];
            for (var i = 0; i < changes.Length; i++)
                buffers[i] = StateOf<State>(parameters[i]).Follow(changes[i], momentum, o.dampening!.Value);
            return o.nesterov == true ? Aten._foreach_add_List.RunAll(changes, buffers, momentum) : buffers;
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                var other = (Options)source;
                (momentum, dampening, weight_decay, nesterov, maximize) =
                    (other.momentum, other.dampening, other.weight_decay, other.nesterov, other.maximize);
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup() => base.Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : base(parameters, Of(lr, momentum, dampening, weight_decay, nesterov, maximize))
            {
            }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }

        internal static Options Of(double lr, double momentum, double dampening, double weight_decay, bool nesterov, bool maximize) => new()
        {
            LearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };

        public sealed class State(Parameter parameter) : OptimizerState(parameter)
        {
            public Tensor? momentum_buffer;

            // The first change starts the buffer, undamped.
            internal Tensor Follow(Tensor change, double momentum, double dampening)
            {
                if (momentum_buffer is null)
                    return momentum_buffer = change.clone().DetachFromDisposeScope();
                momentum_buffer.mul_(momentum);
                momentum_buffer.add_(change, 1 - dampening);
                return momentum_buffer;
            }

            public override void LoadStateDict(OptimizerState source)
            {
                if (((State)source).momentum_buffer is not { } other)
                    return;
                momentum_buffer ??= Buffer(Parameter);
                Replace(ref momentum_buffer!, other);
            }

            public override void to(Device device)
            {
                if (momentum_buffer is not null)
                    Move(ref momentum_buffer, device);
            }

            public override bool ApproximatelyEquals(OptimizerState other) => other is State state
                && (momentum_buffer is null ? state.momentum_buffer is null : state.momentum_buffer is not null && momentum_buffer.allclose(state.momentum_buffer));

            public void Dispose() => Free();

            internal override void Free() => momentum_buffer?.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new([new SGD.ParamGroup(parameters, new SGD.Options())],
                    Modules.SGD.Of(learningRate, momentum, dampening, weight_decay, nesterov, maximize));

            public static Modules.SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0.0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                SGD(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, Modules.SGD.Of(learningRate, momentum, dampening, weight_decay, nesterov, maximize));
        }
    }
}
