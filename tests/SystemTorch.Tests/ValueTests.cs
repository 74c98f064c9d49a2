using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests;

/// <summary>Forward values against what is worked out by hand.</summary>
public class ValueTests
{
    const double Near = 1e-5;

    static float[] Values(Tensor t) => t.@float().contiguous().data<float>().ToArray();

    static Tensor Row(params float[] values) => tensor(values);

    [Fact]
    public void Losses()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[,] { { 0f, 0f }, { 0f, MathF.Log(3) } });  // probabilities ½ ½ and ¼ ¾
        cross_entropy(logits, tensor(new long[] { 0, 1 })).ToDouble().ShouldBe((Math.Log(2) - Math.Log(0.75)) / 2, Near);
        cross_entropy(logits, tensor(new long[] { 0, 255 }), ignore_index: 255).ToDouble().ShouldBe(Math.Log(2), Near);
        cross_entropy(logits, tensor(new long[] { 0, 1 }), Row(1, 3)).ToDouble().ShouldBe((Math.Log(2) - 3 * Math.Log(0.75)) / 4, Near);
        Values(cross_entropy(logits, tensor(new long[] { 1, 0 }), reduction: nn.Reduction.None)).ShouldBe([MathF.Log(2), MathF.Log(4)], Near);
        // σ(ln 3) = ¾
        multilabel_soft_margin_loss(logits, tensor(new[,] { { 1f, 0f }, { 0f, 1f } })).ToDouble().ShouldBe((3 * Math.Log(2) - Math.Log(0.75)) / 4, Near);
        binary_cross_entropy(Row(0.25f), Row(1)).ToDouble().ShouldBe(Math.Log(4), Near);
        mse_loss(Row(1, 2), Row(3, 5), nn.Reduction.Sum).ToDouble().ShouldBe(13);
        smooth_l1_loss(Row(0.5f, 3), Row(0, 0)).ToDouble().ShouldBe((0.125 + 2.5) / 2, Near);
        // without log_target the target holds probabilities
        kl_div(Row(0.5f, 0.5f).log(), Row(1, 0), log_target: false, nn.Reduction.Sum).ToDouble().ShouldBe(Math.Log(2), Near);
    }

    [Fact]
    public void Resizing_and_padding()
    {
        using var scope = NewDisposeScope();
        var line = Row(0, 1).view(1, 1, 1, 2);
        Values(interpolate(line, [1, 4], mode: InterpolationMode.Bilinear, align_corners: false)).ShouldBe([0, 0.25f, 0.75f, 1], Near);
        Values(interpolate(line, [1, 4], mode: InterpolationMode.Bilinear, align_corners: true)).ShouldBe([0, 1 / 3f, 2 / 3f, 1], Near);
        Values(interpolate(line, scale_factor: [2.0])).ShouldBe([0f, 0, 1, 1, 0, 0, 1, 1]);
        Values(interpolate(arange(4).@float().view(1, 1, 1, 4), [1, 2], mode: InterpolationMode.Area)).ShouldBe([0.5f, 2.5f]);
        Values(pad(line, (1, 2), PaddingModes.Constant, 9)).ShouldBe([9f, 0, 1, 9, 9]);
        Values(pad(line, (1, 1, 0, 0), PaddingModes.Replicate)).ShouldBe([0f, 0, 1, 1]);
        Values(pad(line, (1, 1, 0, 0), PaddingModes.Reflect)).ShouldBe([1f, 0, 1, 0]);
        Should.Throw<ArgumentException>(() => interpolate(line));
    }

    [Fact]
    public void Attention_weighs_by_likeness()
    {
        using var scope = NewDisposeScope();
        var q = Row(0, 0, 0, 0).view(1, 2, 2);
        var v = Row(1, 3).view(1, 2, 1);
        Values(scaled_dot_product_attention(q, q, v)).ShouldBe([2f, 2], Near);
        Values(scaled_dot_product_attention(q, q, v, is_casual: true)).ShouldBe([1f, 2], Near);
        Values(scaled_dot_product_attention(q, q, v, Row(0, float.NegativeInfinity))).ShouldBe([1f, 1], Near);
    }

    [Fact]
    public void Reductions()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 9 } });
        t.mean([1]).ToString().ShouldBe("[2], type = Float32, device = cpu");
        Values(t.mean([0], keepdim: true)).ShouldBe([2.5f, 3.5f, 6]);
        t.std().ToDouble().ShouldBe(Math.Sqrt(8), Near);
        t.var(unbiased: false).ToDouble().ShouldBe(40 / 6.0, Near);
        var (values, indexes) = t.max(1);
        Values(values).ShouldBe([3f, 9]);
        Values(indexes).ShouldBe([2f, 2]);
        Values(t.amax(0)).ShouldBe([4f, 5, 9]);
        t.argmax().item<long>().ShouldBe(5);
        Values(t.cumsum(1)).ShouldBe([1f, 3, 6, 4, 9, 18]);
        t.logsumexp(1)[0].ToDouble().ShouldBe(Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3)), Near);
        t.norm().ToDouble().ShouldBe(Math.Sqrt(136), 1e-4);
        (t > 8).any().ToBoolean().ShouldBeTrue();
        (t > 8).all().ToBoolean().ShouldBeFalse();
        Values(tensor(new long[] { 1, 1, 3 }).bincount(null, 5)).ShouldBe([0f, 2, 0, 1, 0]);
        var (unique, inverse, counts) = tensor(new long[] { 5, 3, 5 }).unique(return_inverse: true, return_counts: true);
        Values(cat([unique, inverse, counts])).ShouldBe([3f, 5, 1, 0, 1, 1, 2]);
    }

    [Fact]
    public void Rearranging()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).view(2, 3);
        Values(t.T).ShouldBe([0f, 3, 1, 4, 2, 5]);
        Values(t.flip(1)).ShouldBe([2f, 1, 0, 5, 4, 3]);
        Values(t.roll(1, dims: 1)).ShouldBe([2f, 0, 1, 5, 3, 4]);
        Values(t.repeat_interleave(2, 0)[1]).ShouldBe([0f, 1, 2]);
        Values(t.topk(1).values).ShouldBe([2f, 5]);
        Values(t.sort(descending: true).Indices).ShouldBe([2f, 1, 0, 2, 1, 0]);
        Values(cat([t, t], 1)[0]).ShouldBe([0f, 1, 2, 0, 1, 2]);
        Values(where(t > 2, t, zeros_like(t))).ShouldBe([0f, 0, 0, 3, 4, 5]);
        Values(one_hot(tensor(new long[] { 2, 0 }))).ShouldBe([0f, 0, 1, 1, 0, 0]);
        t.chunk(2, 1).Select(c => c.shape[1]).ShouldBe([2, 1]);
        t.unflatten(1, 3, 1).shape.ShouldBe([2, 3, 1]);
        meshgrid([arange(2), arange(3)]).Select(m => m.shape[1]).ShouldBe([3, 3]);
        Values(nn.functional.unfold(arange(4).@float().view(1, 1, 2, 2), 2)).ShouldBe([0f, 1, 2, 3]);
    }

    [Fact]
    public void Numbers_beside_tensors_keep_the_tensors_type()
    {
        using var scope = NewDisposeScope();
        var whole = tensor(new long[] { 3, 4 });
        (whole + 1).dtype.ShouldBe(ScalarType.Int64);
        (whole * 0.5).dtype.ShouldBe(ScalarType.Float32);
        (whole / 2).dtype.ShouldBe(ScalarType.Float32);
        (1 - ones(2, ScalarType.Float16)).dtype.ShouldBe(ScalarType.Float16);
        Values(10 - whole).ShouldBe([7f, 6]);
        Values(12 / whole).ShouldBe([4f, 3], Near);
        Values(whole % 2).ShouldBe([1f, 0]);
        Values((whole == 4) | (whole < 4)).ShouldBe([1f, 1]);
        Values(whole.clamp(max: 3)).ShouldBe([3f, 3]);
        Values(whole.pow(2)).ShouldBe([9f, 16]);
        full(2, true).dtype.ShouldBe(ScalarType.Bool);
        full(2, 1).dtype.ShouldBe(ScalarType.Int64);
        arange(0, 1, 0.5).dtype.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Half_and_bfloat16_hold_what_fits()
    {
        using var scope = NewDisposeScope();
        Row(1.001f).bfloat16().ToSingle().ShouldBe(1f);
        Row(1.001f).half().item<Half>().ShouldBe((Half)1.001f);
        tensor(new byte[] { 200 }).item<byte>().ShouldBe((byte)200);
        tensor(new[] { true }).item<bool>().ShouldBeTrue();
        tensor(3).item<int>().ShouldBe(3);
        from_array(new[,,] { { { 1.5 } } }).shape.ShouldBe([1, 1, 1]);
        zeros(2, 2).bytes.Length.ShouldBe(16);
    }

    [Fact]
    public void Linear_algebra()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new[,] { { 2.0, 1 }, { 1, 3 } });
        a.matmul(linalg.inv(a)).allclose(eye(2, dtype: ScalarType.Float64)).ShouldBeTrue();
        linalg.det(a).ToDouble().ShouldBe(5, 1e-9);
        var (u, s, vh) = linalg.svd(a);
        u.matmul(s.diag()).matmul(vh).allclose(a).ShouldBeTrue();
        einsum("ij,ij->", a, a).ToDouble().ShouldBe(15);
        linalg.vector_norm(a).ToDouble().ShouldBe(Math.Sqrt(15), 1e-9);
    }
}
