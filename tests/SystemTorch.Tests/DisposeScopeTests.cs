using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

/// <summary>Runs when nothing else does: it looks at the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_frees_what_was_made_in_it()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor inside;
        using (NewDisposeScope())
        {
            inside = ones(3);
            _ = (inside + 1) * 2;
            DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before + 3);
        }
        inside.IsInvalid.ShouldBeTrue();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        Should.Throw<ObjectDisposedException>(() => inside.sum());
    }

    [Fact]
    public void A_result_that_is_moved_out_lives_in_the_outer_scope()
    {
        using var outer = NewDisposeScope();
        Tensor kept;
        using (var inner = NewDisposeScope())
        {
            kept = ones(2).MoveToOuterDisposeScope();
            inner.DisposablesCount.ShouldBe(0);
        }
        kept.IsInvalid.ShouldBeFalse();
        outer.Contains(kept).ShouldBeTrue();
        outer.Dispose();
        kept.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void A_detached_tensor_outlives_every_scope()
    {
        Tensor kept;
        using (NewDisposeScope())
        using (NewDisposeScope())
            kept = ones(2).DetachFromDisposeScope();
        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void A_tensor_can_move_to_the_scope_of_another()
    {
        using var outer = NewDisposeScope();
        var anchor = ones(1);
        Tensor kept;
        using (NewDisposeScope())
        using (NewDisposeScope())
            kept = zeros(1).MoveToOtherDisposeScope(anchor);
        outer.Contains(kept).ShouldBeTrue();
        kept.IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Everything_but_one_is_disposed()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(2), ones(3));
        scope.DisposeEverythingBut(b).ShouldBeSameAs(b);
        (a.IsInvalid, b.IsInvalid, c.IsInvalid).ShouldBe((true, false, true));
        scope.DisposablesView.ShouldHaveSingleItem().ShouldBeSameAs(b);
    }

    [Fact]
    public void What_is_disposed_early_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 40).Select(i => full(1, i)).ToList();
        foreach (var t in tensors.Where((_, i) => i % 3 == 0))
            t.Dispose();
        scope.DisposablesCount.ShouldBe(26);
        tensors.Where((_, i) => i % 3 != 0).ShouldAllBe(t => !t.IsInvalid && scope.Contains(t));
    }

    [Fact]
    public void A_training_step_leaves_nothing_behind()
    {
        using var model = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 2));
        using var optimizer = optim.AdamW(model.parameters());
        void Step()
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.multilabel_soft_margin_loss(model.call(rand(3, 4)), ones(3, 2));
            optimizer.zero_grad();
            loss.backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1);
            optimizer.step();
        }
        Step();  // makes the optimizer's state
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 10; i++)
            Step();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void Memory_stays_flat_over_half_a_million_operations()
    {
        using var x = ones(1000);
        void Run(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                using var scope = NewDisposeScope();
                for (var k = 0; k < 50; k++)
                    _ = x.add(k);
            }
        }
        Run(100);
        var before = Resident();
        Run(10_000);
        (Resident() - before).ShouldBeLessThan(30L << 20);  // the results alone were 2 GB
    }

    [Fact]
    public void Threads_have_scopes_of_their_own()
    {
        using var mine = NewDisposeScope();
        var shared = ones(8);
        OnThreads(8, n =>
        {
            CurrentDisposeScope.ShouldBeNull();
            for (var i = 0; i < 500; i++)
            {
                using var scope = NewDisposeScope();
                (shared * n + i).sum().ToSingle().ShouldBe(8f * (n + i));
                scope.DisposablesCount.ShouldBe(3);
            }
        });
        mine.DisposablesView.ShouldHaveSingleItem().ShouldBeSameAs(shared);
    }

    [Fact]
    public void Tensors_of_one_scope_can_be_disposed_by_many_threads()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 4000).Select(_ => empty(1)).ToArray();
        OnThreads(4, n =>
        {
            for (var i = n; i < tensors.Length; i += 4)
                if (i % 5 != 0)
                    tensors[i].Dispose();
        });
        scope.DisposablesCount.ShouldBe(800);
    }

    // Threads, not tasks: a scope belongs to its thread, and an await may come back on another.
    static void OnThreads(int count, Action<int> work)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, count).Select(n => new Thread(() =>
        {
            try
            {
                work(n);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ShouldAllBe(t => t.Join(Patience.OfWait));
        failures.ShouldBeEmpty();
    }

    // but for what the collector keeps, which is more the larger the machine's caches are
    static long Resident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes;
    }
}
