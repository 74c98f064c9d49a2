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

            public virtual IEnumerable<ILearningRateController> ParamGroups => _groups;

            public virtual IEnumerable<Modules.Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

            public virtual void add_param_group(Modules.ParamGroup param_group) => _groups.Add(param_group);

            /// <summary>Frees the gradients, so that the next backward need not add to them.</summary>
            public virtual unsafe void zero_grad()
            {
                var handles = parameters().Select(p => p.Handle).ToArray();
                fixed (nint* first = handles)
                    NativeMethods.st_clear_grads(first, handles.Length);
                GC.KeepAlive(_groups);
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
                public List<Modules.OptimizerOptions> Options { get; set; } = [];

                /// <summary>Per group, which entry of <see cref="State"/> belongs to each of its parameters.</summary>
                public List<List<int>> StateIndexRef { get; set; } = [];

                public List<Modules.OptimizerState> State { get; set; } = [];
            }
        }
    }
}
