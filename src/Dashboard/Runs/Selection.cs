using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>The runs that are chosen, in the order they were, with their names.</summary>
public sealed class Selection
{
    readonly Dictionary<Guid, string> _names = [];
    readonly List<Guid> _order = [];

    public int Count => _order.Count;

    public IReadOnlyList<Guid> Runs => _order;

    public bool Has(Guid run) => _names.ContainsKey(run);

    public string NameOf(Guid run) => _names.TryGetValue(run, out var name) && name.Length > 0 ? name : run.ToString();

    public void Set(Guid run, string name, bool on)
    {
        if (on && _names.TryAdd(run, name))
            _order.Add(run);
        else if (!on && _names.Remove(run))
            _order.Remove(run);
    }

    public void Set(RunGroup group, bool on)
    {
        foreach (var run in group.Runs)
            Set(run, "", on);
    }

    public void Clear()
    {
        _names.Clear();
        _order.Clear();
    }
}
