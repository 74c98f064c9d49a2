using System.Collections;
using System.Collections.Immutable;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A list that a test adds to while the host it runs answers from it.</summary>
sealed class SharedList<T> : IReadOnlyList<T>
{
    ImmutableList<T> _items = [];

    public int Count => _items.Count;

    public T this[int index] => _items[index];

    public void Add(T item) => ImmutableInterlocked.Update(ref _items, items => items.Add(item));

    public void AddRange(IEnumerable<T> more) => ImmutableInterlocked.Update(ref _items, items => items.AddRange(more));

    public bool Remove(Predicate<T> which) => ImmutableInterlocked.Update(ref _items, items => items.RemoveAll(which));

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
