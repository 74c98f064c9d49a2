namespace Platform.Dashboard.Runs;

/// <summary>A long list of which the tracker is asked block by block, those in view only.</summary>
/// <param name="ask">Answers with items from a place on, and how many there are in all.</param>
sealed class Blocks<T>(Func<int, int, CancellationToken, Task<(IReadOnlyList<T> Items, int Total)>> ask)
{
    public const int Size = 50;

    readonly Dictionary<int, IReadOnlyList<T>> _blocks = [];
    (int From, int To) _seen = (0, 0);

    public int Total { get; private set; }

    /// <summary>Rows that are always there, in view or not.</summary>
    public IReadOnlyList<T> First => _blocks.GetValueOrDefault(0) ?? [];

    /// <summary>Everything read so far, in no order.</summary>
    public IEnumerable<T> Read => _blocks.Values.SelectMany(b => b);

    public async Task<IReadOnlyList<T>> ItemsAsync(int start, int count, CancellationToken cancel)
    {
        var (first, last) = (start / Size, (start + Math.Max(1, count) - 1) / Size);
        _seen = (first, last);
        for (var block = first; block <= last; block++)
            if (!_blocks.ContainsKey(block))
                await ReadAsync(block, cancel);
        return [.. Enumerable.Range(first, last - first + 1).SelectMany(b => _blocks.GetValueOrDefault(b) ?? []).Skip(start - first * Size).Take(count)];
    }

    /// <summary>Asks again for the first block and what was last in view; the others are asked for when they are.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        foreach (var block in _blocks.Keys.Where(b => b > 0 && (b < _seen.From || b > _seen.To)).ToArray())
            _blocks.Remove(block);
        await ReadAsync(0, cancel);
        for (var block = Math.Max(1, _seen.From); block <= _seen.To && block * Size < Total; block++)
            await ReadAsync(block, cancel);
    }

    async Task ReadAsync(int block, CancellationToken cancel)
    {
        var (items, total) = await ask(block * Size, Size, cancel);
        _blocks[block] = items;
        Total = total;
    }
}
