using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

public class OptimizerTests
{
    // w with the gradient g, both plain numbers.
    static Parameter With(double w, double g)
    {
        var parameter = new Parameter(tensor(new[] { w }));
        parameter.grad = tensor(new[] { g });
        return parameter;
    }

    static void Again(Parameter parameter, double g) => parameter.grad = tensor(new[] { g });

    [Fact]
    public void AdamW_takes_the_steps_of_its_definition()
    {
        using var scope = NewDisposeScope();
        var w = With(1.0, 0.5);
        using var optimizer = optim.AdamW([w], lr: 0.1, weight_decay: 0.2);
        var (value, mean, square) = (1.0, 0.0, 0.0);
        foreach (var (g, t) in new[] { (0.5, 1), (-0.25, 2), (2.0, 3) })
        {
            Again(w, g);
            optimizer.step();
            value *= 1 - 0.1 * 0.2;
            mean = 0.9 * mean + 0.1 * g;
            square = 0.999 * square + 0.001 * g * g;
            value -= 0.1 * (mean / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, t))) + 1e-8);
            w.ToDouble().ShouldBe(value, 1e-12);
        }
    }

    [Fact]
    public void Adam_decays_through_the_gradient_and_AdamW_does_not_by_default()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (With(1, 1), With(1, 1));
        optim.Adam([a], lr: 0.1, weight_decay: 3).step();
        optim.AdamW([b], lr: 0.1).step();
        a.ToDouble().ShouldBe(0.9, 1e-6);  // the first step is lr whatever the size of the gradient
        b.ToDouble().ShouldBe(0.9, 1e-6);
    }

    [Fact]
    public void Amsgrad_divides_by_the_largest_square_seen()
    {
        using var scope = NewDisposeScope();
        var (plain, ams) = (With(0, 10), With(0, 10));
        using var first = optim.AdamW([plain], beta2: 0.5);
        using var second = optim.AdamW([ams], beta2: 0.5, amsgrad: true);
        for (var i = 0; i < 4; i++)
        {
            first.step();
            second.step();
            Again(plain, 0.01);
            Again(ams, 0.01);
        }
        Math.Abs(ams.ToDouble()).ShouldBeLessThan(Math.Abs(plain.ToDouble()));
    }

    [Fact]
    public void SGD_follows_its_momentum()
    {
        using var scope = NewDisposeScope();
        var w = With(1.0, 1.0);
        using var optimizer = optim.SGD([w], 0.1, momentum: 0.9, weight_decay: 0.5);
        var (value, buffer) = (1.0, 0.0);
        for (var i = 0; i < 3; i++)
        {
            optimizer.step();
            var g = 1 + 0.5 * value;
            buffer = i == 0 ? g : 0.9 * buffer + g;
            value -= 0.1 * buffer;
            w.ToDouble().ShouldBe(value, 1e-12);
        }
    }

    [Fact]
    public void Groups_have_rates_of_their_own_that_can_be_set()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (With(0, 1), With(0, 1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([a], new SGD.Options()), new SGD.ParamGroup([b], lr: 0.5)], learningRate: 0.1);
        optimizer.step();
        optimizer.ParamGroups.First().LearningRate = 2;
        optimizer.step();
        (a.ToDouble(), b.ToDouble()).ShouldBe((-2.1, -1.0));
        optimizer.ParamGroups.Select(g => g.InitialLearningRate).ShouldBe([0.1, 0.5]);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (With(1, 1), new Parameter(tensor(new[] { 1.0 })));
        using var optimizer = optim.AdamW([a, b], weight_decay: 0.5);
        optimizer.step();
        (a.ToDouble() < 1, b.ToDouble()).ShouldBe((true, 1));
    }

    [Fact]
    public void A_restored_state_goes_on_as_the_one_it_was_taken_from()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (With(1, 0.3), With(1, 0.3));
        using var first = optim.AdamW([a], lr: 0.1);
        first.step();
        first.ParamGroups.First().LearningRate = 0.03;

        b.detach().copy_(a.detach());
        using var second = optim.AdamW([b], lr: 7);
        second.load_state_dict(first.state_dict());
        ((AdamW.State)second.state_dict().State[0]).step.ShouldBe(1);
        for (var i = 0; i < 3; i++)
        {
            Again(a, 0.1 * i);
            Again(b, 0.1 * i);
            first.step();
            second.step();
            b.ToDouble().ShouldBe(a.ToDouble());
        }
    }

    [Fact]
    public void Zeroing_keeps_the_gradient_as_zeros()
    {
        using var scope = NewDisposeScope();
        var w = With(1, 5);
        using var optimizer = optim.AdamW([w]);
        optimizer.zero_grad();
        w.grad!.ToDouble().ShouldBe(0);
    }

    [Fact]
    public void Schedulers_steer_from_where_the_groups_started()
    {
        using var scope = NewDisposeScope();
        double[] Rates(Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> make)
        {
            var optimizer = optim.SGD([With(1, 1)], 0.8);
            var scheduler = make(optimizer);
            var rates = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                rates.Add(scheduler.get_last_lr().Single());
                scheduler.step();
            }
            return [.. rates];
        }
        Rates(o => optim.lr_scheduler.LambdaLR(o, n => 1.0 / (n + 1))).ShouldBe([0.8, 0.4, 0.8 / 3, 0.2, 0.16], 1e-12);
        Rates(o => optim.lr_scheduler.StepLR(o, 2, 0.5)).ShouldBe([0.8, 0.8, 0.4, 0.4, 0.2], 1e-12);
        Rates(o => optim.lr_scheduler.PolynomialLR(o, 4, 2)).ShouldBe([0.8, 0.45, 0.2, 0.05, 0], 1e-12);
        var cosine = Rates(o => optim.lr_scheduler.CosineAnnealingLR(o, 4));
        (cosine[0], cosine[2], cosine[4]).ShouldBe((0.8, 0.4, 0.0));
    }

    [Fact]
    public void Clipping_scales_all_gradients_to_their_joint_norm()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (With(0, 3), With(0, 4));
        nn.utils.clip_grad_norm_([a, b], 1).ShouldBe(5, 1e-9);
        (a.grad!.ToDouble(), b.grad!.ToDouble()).ShouldBe((0.6, 0.8), new Near());
        nn.utils.clip_grad_value_([a, b], 0.7);
        (a.grad!.ToDouble(), b.grad!.ToDouble()).ShouldBe((0.6, 0.7), new Near());
    }

    sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-6 && Math.Abs(x.Item2 - y.Item2) < 1e-6;

        public int GetHashCode((double, double) obj) => 0;
    }

    [Fact]
    public void A_small_network_learns_a_line()
    {
        manual_seed(0);
        using var scope = NewDisposeScope();
        var model = nn.Sequential(nn.Linear(1, 8), nn.GELU(), nn.LayerNorm(8), nn.Linear(8, 1));
        using var optimizer = optim.AdamW(model.parameters(), lr: 0.02);
        var x = linspace(-1, 1, 64).view(64, 1);
        var y = x * 3 + 1;
        var last = 0.0;
        for (var i = 0; i < 400; i++)
        {
            using var step = NewDisposeScope();
            var loss = nn.functional.mse_loss(model.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
        }
        last.ShouldBeLessThan(1e-2);
    }
}
