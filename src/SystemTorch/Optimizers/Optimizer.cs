using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What a scheduler steers.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients, group by group.</summary>
        public abstract class Optimizer : IDisposable
        {
            private protected readonly List<Modules.ParamGroup> _groups = [];

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _groups;

            public virtual IEnumerable<Modules.Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

            public virtual void add_param_group(Modules.ParamGroup param_group) => _groups.Add(param_group);

            /// <summary>Fills the gradients with zeros, as TorchSharp does; a module's zero_grad takes them away instead.</summary>
            public virtual void zero_grad()
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var gradients = parameters().Select(p => p.grad).OfType<Tensor>().ToArray();
                if (gradients.Length > 0)
                    Aten._foreach_zero_.RunVoid(gradients);
            }

            public abstract Tensor? step(Func<Tensor>? closure = null);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Options and state by position; the tensors themselves, not copies.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                public List<Modules.OptimizerOptions> Options { get; set; } = [];

                /// <summary>Per group, which entry of <see cref="State"/> belongs to each of its parameters.</summary>
                public List<List<int>> StateIndexRef { get; set; } = [];

                public List<Modules.OptimizerState> State { get; set; } = [];
            }
        }
    }
}
