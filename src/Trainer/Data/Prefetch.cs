using System.Collections.Concurrent;

namespace Platform.Trainer.Data;

static class Prefetch
{
    /// <summary>
    /// Makes results ahead on threads of its own and yields them in the order of the inputs. At most workers + 1 results are under way
    /// or waiting while the reader has one. An error surfaces where its result would have been; leaving early waits for what is under way.
    /// </summary>
    public static IEnumerable<TResult> InOrder<TInput, TResult>(IEnumerable<TInput> inputs, Func<TInput, TResult> make, int workers)
    {
        var pending = new Queue<Task<TResult>>();
        using var work = new BlockingCollection<Task<TResult>>();
        using var input = inputs.GetEnumerator();
        var threads = Enumerable.Range(0, workers).Select(_ => Start(work)).ToArray();
        try
        {
            while (true)
            {
                // before each is handed over, so that a single worker too is busy while the reader is
                while (pending.Count <= workers + 1 && input.MoveNext())
                {
                    var next = input.Current;
                    var task = new Task<TResult>(() => make(next));
                    pending.Enqueue(task);
                    work.Add(task);
                }
                if (!pending.TryDequeue(out var first))
                    yield break;
                yield return first.GetAwaiter().GetResult();
            }
        }
        finally
        {
            while (work.TryTake(out _)) // nobody will look at what has not begun
            {
            }
            work.CompleteAdding();
            foreach (var thread in threads)
                thread.Join();
        }
    }

    // not the thread pool: decoding for seconds there would keep the journal's delivery waiting
    static Thread Start<TResult>(BlockingCollection<Task<TResult>> work)
    {
        var thread = new Thread(() =>
        {
            foreach (var task in work.GetConsumingEnumerable())
                task.RunSynchronously(TaskScheduler.Default);
        })
        { IsBackground = true, Name = "prefetch" };
        thread.Start();
        return thread;
    }
}
