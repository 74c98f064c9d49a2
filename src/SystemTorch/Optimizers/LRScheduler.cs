namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Sets the learning rates of an optimizer's groups once on construction and at each step, from the count of steps and the rates
            /// the groups started with.
            /// </summary>
            public abstract class LRScheduler
            {
                readonly ILearningRateController[] _groups;
                readonly double[] _starts;
                readonly Func<double, int, double> _rate;
                int _count;

                // The rate by the one a group started with and the count of steps.
                private protected LRScheduler(Optimizer optimizer, int last_epoch, Func<double, int, double> rate)
                {
                    _groups = [.. optimizer.ParamGroups];
                    _starts = [.. _groups.Select(g => last_epoch < 0 ? g.InitialLearningRate = g.LearningRate : g.InitialLearningRate)];
                    (_rate, _count) = (rate, last_epoch);
                    step();
                }

                public virtual void step() => step(null);

                /// <summary>Goes on to a given count, or to the next.</summary>
                public virtual void step(int? epoch)
                {
                    _count = epoch ?? _count + 1;
                    foreach (var (group, rate) in _groups.Zip(get_lr()))
                        group.LearningRate = rate;
                }

                public IEnumerable<double> get_last_lr() => _groups.Select(g => g.LearningRate);

                /// <summary>The rates for the present count, group by group.</summary>
                protected virtual IEnumerable<double> get_lr() => _starts.Select(start => _rate(start, _count));
            }

            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new Steered(optimizer, last_epoch, (start, n) => start * lr_lambda(n));

            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new Steered(optimizer, last_epoch, (start, n) => start * Math.Pow(gamma, n / step_size));

            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new Steered(optimizer, last_epoch, (start, n) => eta_min + (start - eta_min) * (1 + Math.Cos(Math.PI * n / T_max)) / 2);

            public static LRScheduler PolynomialLR(
                Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new Steered(optimizer, last_epoch, (start, n) => start * Math.Pow(1 - Math.Min(n, total_iters) / (double)total_iters, power));

            sealed class Steered(Optimizer optimizer, int last_epoch, Func<double, int, double> rate) : LRScheduler(optimizer, last_epoch, rate);
        }
    }
}
