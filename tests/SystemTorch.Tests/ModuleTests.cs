using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests;

public class ModuleTests
{
    sealed class Net : Module<Tensor, Tensor>
    {
        readonly Linear head = Linear(4, 2);
        readonly ModuleList<Module<Tensor, Tensor>> blocks = new(Linear(4, 4), GELU(), Linear(4, 4, hasBias: false));
        readonly Parameter scale = Parameter(ones(4));
        readonly Tensor mean = zeros(4);

        [TorchSharp.Utils.ComponentName(Name = "renamed")]
        readonly BatchNorm2d norm = BatchNorm2d(3);

        internal Net() : base(nameof(Net)) => RegisterComponents();

        internal Linear Head => head;

        public override Tensor forward(Tensor input)
        {
            var x = (input - mean) * scale;
            foreach (var block in blocks)
                x = block.call(x);
            return head.call(x);
        }
    }

    [Fact]
    public void Fields_are_registered_by_name()
    {
        using var net = new Net();
        net.named_parameters().Select(p => p.name).ShouldBe(
            ["scale", "head.weight", "head.bias", "blocks.0.weight", "blocks.0.bias", "blocks.2.weight", "renamed.weight", "renamed.bias"], ignoreOrder: true);
        net.named_buffers().Select(b => b.name).ShouldBe(
            ["mean", "renamed.running_mean", "renamed.running_var", "renamed.num_batches_tracked"], ignoreOrder: true);
        net.named_children().Select(c => c.name).ShouldBe(["head", "blocks", "renamed"]);
        net.modules().Count().ShouldBe(7);
        net.state_dict().Count.ShouldBe(12);
        net.get_parameter("blocks.2.weight")!.shape.ShouldBe([4, 4]);
    }

    [Fact]
    public void A_module_made_in_a_scope_survives_it()
    {
        Net net;
        using (NewDisposeScope())
            net = new Net();
        using (NewDisposeScope())
            net.call(ones(1, 4)).shape.ShouldBe([1, 2]);
        net.Dispose();
        net.Head.weight.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void A_state_goes_from_one_network_to_another()
    {
        using var scope = NewDisposeScope();
        using var a = new Net();
        using var b = new Net();
        var x = randn(3, 4);
        a.call(x).allclose(b.call(x)).ShouldBeFalse();
        b.load_state_dict(a.state_dict());
        a.call(x).allclose(b.call(x)).ShouldBeTrue();
    }

    [Fact]
    public void A_state_that_does_not_fit_names_what_is_wrong()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var state = new Dictionary<string, Tensor>(net.state_dict());
        state.Remove("scale");
        state["extra"] = ones(1);
        Should.Throw<InvalidOperationException>(() => net.load_state_dict(state)).Message.ShouldBe("the state does not fit Net: missing [scale], unexpected [extra]");
        net.load_state_dict(state, strict: false).missing_keys.ShouldBe(["scale"]);
        state["head.bias"] = ones(3);
        Should.Throw<InvalidOperationException>(() => net.load_state_dict(state, strict: false)).Message.ShouldContain("'head.bias' of Net is [2], the state holds [3]");
    }

    [Fact]
    public void Converting_keeps_the_parameters_an_optimizer_holds()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var weight = net.Head.weight;
        net.to(ScalarType.Float64).ShouldBeSameAs(net);
        weight.dtype.ShouldBe(ScalarType.Float64);
        (weight.requires_grad, weight.is_leaf).ShouldBe((true, true));
        net.get_buffer("renamed.num_batches_tracked")!.dtype.ShouldBe(ScalarType.Int64);
        net.call(ones(1, 4, ScalarType.Float64)).sum().backward();
        weight.grad!.dtype.ShouldBe(ScalarType.Float64);
    }

    [Fact]
    public void Evaluation_reaches_every_child()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Dropout(0.9), Sequential(Dropout(0.9)));
        var x = ones(100);
        net.call(x).equal(x).ToBoolean().ShouldBeFalse();
        net.eval();
        net.call(x).equal(x).ToBoolean().ShouldBeTrue();
        net.modules().ShouldAllBe(m => !m.training);
    }

    [Fact]
    public void Batch_normalization_remembers_what_it_saw()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(1);
        var x = tensor(new[] { 1f, 3f }).view(2, 1, 1, 1);
        norm.call(x).data<float>().ToArray().ShouldBe([-1f, 1f], 1e-4);
        norm.running_mean!.ToSingle().ShouldBe(0.2f, 1e-6);  // 0.9·0 + 0.1·2
        norm.running_var!.ToSingle().ShouldBe(1.1f, 1e-6);  // 0.9·1 + 0.1·2
        norm.num_batches_tracked!.item<long>().ShouldBe(1);
        norm.eval();
        norm.call(x).data<float>().ToArray().ShouldBe([0.8f / MathF.Sqrt(1.1f), 2.8f / MathF.Sqrt(1.1f)], 1e-4);
    }

    [Fact]
    public void Hooks_see_and_change_what_passes()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        var hook = layer.register_forward_hook((_, _, output) => output + 1);
        layer.register_forward_pre_hook((_, input) => input * 10);
        layer.call(ones(1)).item<float>().ShouldBe(11);
        hook.remove();
        layer.call(ones(1)).item<float>().ShouldBe(10);
    }

    [Fact]
    public void A_dictionary_of_modules_registers_by_key()
    {
        using var heads = ModuleDict<Linear>(("cls", Linear(2, 1)), ("seg", Linear(2, 3)));
        heads["seg"].weight.shape.ShouldBe([3, 2]);
        heads.named_parameters().Select(p => p.name).ShouldBe(["cls.weight", "cls.bias", "seg.weight", "seg.bias"]);
        heads.Remove("cls").ShouldBeTrue();
        heads.parameters().Count().ShouldBe(2);
    }

    [Fact]
    public void A_list_of_modules_renumbers_when_it_changes()
    {
        using var list = new ModuleList<Linear>(Linear(1, 1, false), Linear(1, 2, false));
        list.Insert(0, Linear(1, 3, false));
        list.named_parameters().Select(p => (p.name, p.parameter.shape[0])).ShouldBe([("0.weight", 3), ("1.weight", 1), ("2.weight", 2)]);
    }
}
