using Platform.Contracts;

namespace Platform.Trainer.Weights;

/// <summary>Finds the tensors in what a pickle held; a name is the way there: keys, attributes and positions, joined by dots.</summary>
sealed class TensorNames(string file)
{
    const int MaxDepth = 64; // published checkpoints go to about 12; also ends a container that holds itself
    const int MaxVisits = 5_000_000; // shared containers can be visited exponentially often

    readonly Dictionary<string, PytorchTensor> _tensors = [];
    int _visits;

    public static IReadOnlyDictionary<string, PytorchTensor> Find(object? root, string file)
    {
        var names = new TensorNames(file);
        names.Visit(root, "", 0);
        return names._tensors.Count > 0 ? names._tensors : throw new UserErrorException($"{file}: holds no tensor");
    }

    void Visit(object? value, string name, int depth)
    {
        if (depth > MaxDepth || ++_visits > MaxVisits)
            throw new UserErrorException($"{file}: not a weights file we can read: '{Short(name)}' is nested without end");
        switch (value)
        {
            case PytorchTensor tensor:
                var full = name.Length == 0 ? "tensor" : name;
                if (!_tensors.TryAdd(full, tensor with { Name = full }))
                    throw new UserErrorException($"{file}: tensor '{full}' is there twice");
                break;
            case PickleDictionary dictionary:
                foreach (var (key, item) in dictionary.Items)
                    if (key is string or long)
                        Visit(item, Join(name, key.ToString()!), depth + 1);
                break;
            case PickleObject instance:
                Visit(instance.State, name, depth + 1);
                break;
            case PickleList list:
                VisitAll(list.Items, name, depth);
                break;
            case PickleTuple tuple:
                VisitAll(tuple.Items, name, depth);
                break;
        }
    }

    void VisitAll(IReadOnlyList<object?> items, string name, int depth)
    {
        for (var i = 0; i < items.Count; i++)
            Visit(items[i], Join(name, i.ToString()), depth + 1);
    }

    static string Join(string name, string part) => name.Length == 0 ? part : $"{name}.{part}";

    static string Short(string name) => name.Length <= 80 ? name : name[..80] + "…";
}
