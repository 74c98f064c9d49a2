using System.Collections.Concurrent;

namespace Platform.Dashboard.Live;

/// <summary>
/// What a page read for its first rendering, the HTML, until the same page goes on in the browser: it would have to ask for it
/// again and be empty meanwhile. Each is given once, and asks anew as soon as it goes on.
/// </summary>
sealed class Handover(TimeProvider time)
{
    /// <summary>More first renderings wait only for visitors who do not stay.</summary>
    internal const int Most = 100;

    internal static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<Guid, (object Read, long At)> _waiting = new();

    /// <returns>What it is taken by.</returns>
    public Guid Give(object read)
    {
        foreach (var (old, _) in _waiting.Where(w => time.GetElapsedTime(w.Value.At) > Kept))
            _waiting.TryRemove(old, out _);
        var token = Guid.CreateVersion7();
        if (_waiting.Count < Most)
            _waiting[token] = (read, time.GetTimestamp());
        return token;
    }

    /// <summary>Null where it is gone, or was given by another dashboard.</summary>
    public T? Take<T>(Guid? token) where T : class =>
        token is { } known && _waiting.TryRemove(known, out var waiting) && time.GetElapsedTime(waiting.At) <= Kept ? waiting.Read as T : null;
}
