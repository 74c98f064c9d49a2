using System.Diagnostics;

namespace Platform.TestKit;

/// <summary>Waits for what is to become true, by asking again, up to a deadline.</summary>
public static class Eventually
{
    /// <summary>Returns when the condition holds; fails naming <paramref name="what"/> when it does not within the time (default <see cref="Patience.OfWait"/>).</summary>
    public static async Task Holds(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var limit = within ?? Patience.OfWait;
        var clock = Stopwatch.StartNew();
        Exception? last = null;
        bool over;
        do
        {
            over = clock.Elapsed >= limit;      // asked once more after the deadline: a test that was not scheduled has not waited
            try
            {
                if (await condition())
                    return;
                last = null;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                last = e;
            }
            await Task.Delay(20);
        }
        while (!over);
        throw new TimeoutException($"not within {limit.TotalSeconds:0.#} s: {what}", last);
    }

    public static Task Holds(Func<bool> condition, string what, TimeSpan? within = null) =>
        Holds(() => Task.FromResult(condition()), what, within);
}
