using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

public class IndexingTests
{
    // 0 … 23 as (2, 3, 4): the value of [i, j, k] is 12 i + 4 j + k.
    static Tensor Counting() => arange(24).view(2, 3, 4);

    static long[] Values(Tensor t) => t.contiguous().data<long>().ToArray();

    [Fact]
    public void Numbers_pick_and_slices_keep()
    {
        using var scope = NewDisposeScope();
        var t = Counting();
        t[1, 2, 3].item<long>().ShouldBe(23);
        Values(t[1, 2]).ShouldBe([20, 21, 22, 23]);
        t[-1].shape.ShouldBe([3, 4]);
        Values(t[0, .., 1]).ShouldBe([1, 5, 9]);
        Values(t[TensorIndex.Ellipsis, 0]).ShouldBe([0, 4, 8, 12, 16, 20]);
        Values(t[1, TensorIndex.Slice(1), TensorIndex.Slice(0, 4, 2)]).ShouldBe([16, 18, 20, 22]);
        Values(t[0, 0, 1..^1]).ShouldBe([1, 2]);
        Values(t[0, 0, ^2..]).ShouldBe([2, 3]);
        t[.., TensorIndex.None, 0].shape.ShouldBe([2, 1, 4]);
    }

    [Fact]
    public void Masks_and_indices_gather()
    {
        using var scope = NewDisposeScope();
        var t = Counting();
        Values(t[t > 20]).ShouldBe([21, 22, 23]);
        Values(t[tensor(new long[] { 1, 0 })][0, 0]).ShouldBe([12, 13, 14, 15]);
        Values(t[0, TensorIndex.Tensor(tensor(new long[] { 2, 0 })), 3]).ShouldBe([11, 3]);
        Values(t[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor(new[] { true, false, false, true }))][0, 0]).ShouldBe([0, 3]);
        Values(t[TensorIndex.Tensor(t.sum(2) > 60), 0]).ShouldBe([16, 20]);
    }

    [Fact]
    public void Assigning_changes_only_what_is_named()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3, ScalarType.Int64);
        t[0, 1] = 5;
        t[1, ..] = tensor(new long[] { 7, 8, 9 });
        t[.., 2] = 1L;
        Values(t).ShouldBe([0, 5, 1, 7, 8, 1]);
        t[t > 6] = tensor(0L);
        Values(t).ShouldBe([0, 5, 1, 0, 0, 1]);
        t[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor(new long[] { 0, 1 }))] = tensor(new long[,] { { 1, 2 }, { 3, 4 } });
        Values(t).ShouldBe([1, 2, 1, 3, 4, 1]);
        t.index_put_(tensor(1L), [tensor(new long[] { 0, 0 }), tensor(new long[] { 1, 1 })], accumulate: true);
        Values(t).ShouldBe([1, 4, 1, 3, 4, 1]);
    }

    [Fact]
    public void Elements_are_read_and_written_in_order_whatever_the_strides()
    {
        using var scope = NewDisposeScope();
        var turned = Counting()[0].t();  // (4, 3)
        var elements = turned.data<long>();
        elements.ToArray().ShouldBe([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
        elements[1, 2].ShouldBe(9);
        elements[3, 0] = -1;
        turned[3, 0].item<long>().ShouldBe(-1);
        elements.CopyFrom(new long[] { 50, 51 }, tensorIndex: 4);
        Values(turned[1]).ShouldBe([1, 50, 51]);
        Should.Throw<ArgumentOutOfRangeException>(() => elements[4, 0]);
    }
}
