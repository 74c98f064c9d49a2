namespace Platform.Trainer.Data;

static class Prefetch
{
    /// <summary>
    /// Makes results ahead on the thread pool, at most <paramref name="workers"/> at a time or waiting, and yields them in the order of
    /// the inputs. An error surfaces where its result would have been; leaving early waits for what is under way.
    /// </summary>
    public static IEnumerable<TResult> InOrder<TInput, TResult>(IEnumerable<TInput> inputs, Func<TInput, TResult> make, int workers)
    {
        var pending = new Queue<Task<TResult>>();
        using var input = inputs.GetEnumerator();
        try
        {
            while (true)
            {
                while (pending.Count < workers && input.MoveNext())
                {
                    var next = input.Current;
                    pending.Enqueue(Task.Run(() => make(next)));
                }
                if (!pending.TryPeek(out var first))
                    yield break;
                var result = first.GetAwaiter().GetResult();
                pending.Dequeue();
                yield return result;
            }
        }
        finally
        {
            // nobody will look at their errors: the loop ends for a reason of its own
            foreach (var task in pending)
                task.ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        }
    }
}
