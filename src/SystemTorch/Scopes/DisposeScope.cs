using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors that its thread makes while it is the innermost scope, and frees them when it ends. Taking a tensor out, or disposing it
/// early, is constant time. A tensor may be disposed from another thread; scopes themselves begin and end on one thread.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    readonly Lock _gate = new();
    readonly ThreadDisposeScopeStatistics _statistics;
    readonly Action<DisposeScope> _leave;
    readonly HashSet<IDisposable> _others = new(ReferenceEqualityComparer.Instance);
    Tensor[] _tensors = new Tensor[16];
    int _count;
    bool _disposed;

    internal DisposeScope(ThreadDisposeScopeStatistics statistics, Action<DisposeScope> leave, DisposeScope? outer) =>
        (_statistics, _leave, Outer) = (statistics, leave, outer);

    internal DisposeScope? Outer { get; private set; }

    public int DisposablesCount
    {
        get
        {
            lock (_gate)
                return _count + _others.Count;
        }
    }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            lock (_gate)
                return [.. _tensors[.._count], .. _others];
        }
    }

    public bool Contains(IDisposable disposable)
    {
        lock (_gate)
            return disposable is Tensor tensor ? tensor.OwningDisposeScope == this : _others.Contains(disposable);
    }

    public void Attach(IDisposable disposable)
    {
        if (disposable is Tensor tensor)
        {
            tensor.OwningDisposeScope?.Remove(tensor);
            Add(tensor);
            _statistics.TensorStatistics.AttachedToScopeCount++;
            return;
        }
        lock (_gate)
            _others.Add(disposable);
    }

    public void Attach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
            Attach(disposable);
    }

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        list.ForEach(Attach);
        return list;
    }

    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        if (Outer is null)
            return Detach(disposable);
        return MoveToOther(Outer, disposable);
    }

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            MoveToOuter(disposable);
    }

    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        if (disposable is Tensor tensor)
        {
            if (tensor.OwningDisposeScope is { } owner)
                owner.Remove(tensor);
            else
                _statistics.TensorStatistics.AttachedToScopeCount++;
            scope.Add(tensor);
            return disposable;
        }
        lock (_gate)
            _others.Remove(disposable);
        scope.Attach(disposable);
        return disposable;
    }

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            MoveToOther(scope, disposable);
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        if (disposable is Tensor tensor)
        {
            if (tensor.OwningDisposeScope is { } owner)
            {
                owner.Remove(tensor);
                _statistics.TensorStatistics.DetachedFromScopeCount++;
            }
            return disposable;
        }
        lock (_gate)
            _others.Remove(disposable);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable => (Detach(first), Detach(second));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Detach(disposable);
    }

    /// <summary>Frees everything now; the scope goes on.</summary>
    public void DisposeEverything() => DisposeEverythingBut(Array.Empty<IDisposable>());

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        IDisposable[] owned;
        lock (_gate)
            owned = [.. _tensors[.._count], .. _others];
        foreach (var disposable in owned)
            if (!keep.Contains(disposable))
            {
                lock (_gate)
                    _others.Remove(disposable);
                disposable.Dispose();
            }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        if (disposable is Tensor tensor)
            Remove(tensor);
        else
            lock (_gate)
                _others.Remove(disposable);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        DisposeEverything();
        _leave(this);
        Outer = null;
    }

    internal void Add(Tensor tensor)
    {
        lock (_gate)
        {
            if (_count == _tensors.Length)
                Array.Resize(ref _tensors, 2 * _count);
            tensor.OwningDisposeScope = this;
            tensor.ScopeSlot = _count;
            _tensors[_count++] = tensor;
        }
    }

    // The last one takes the empty slot.
    internal void Remove(Tensor tensor)
    {
        lock (_gate)
        {
            if (tensor.OwningDisposeScope != this)
                return;
            var last = _tensors[--_count];
            _tensors[tensor.ScopeSlot] = last;
            last.ScopeSlot = tensor.ScopeSlot;
            _tensors[_count] = null!;
            tensor.OwningDisposeScope = null;
        }
    }
}
