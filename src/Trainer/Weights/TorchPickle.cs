using System.Numerics;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>
/// How PyTorch pickles tensors: a storage is a persistent id, a tensor a call of one of <c>torch._utils</c>' rebuild functions over it.
/// TorchScript's modules are objects of classes under <c>__torch__</c>, whose attributes are their parameters and submodules.
/// </summary>
sealed class TorchPickle : IPickleDialect
{
    const string TensorModule = "torch._utils";
    const string ScriptListModule = "torch.jit._pickle";

    static readonly Dictionary<string, SafetensorsType> s_storages = new()
    {
        ["FloatStorage"] = SafetensorsType.F32, ["DoubleStorage"] = SafetensorsType.F64, ["HalfStorage"] = SafetensorsType.F16,
        ["BFloat16Storage"] = SafetensorsType.BF16, ["LongStorage"] = SafetensorsType.I64, ["IntStorage"] = SafetensorsType.I32,
        ["ShortStorage"] = SafetensorsType.I16, ["CharStorage"] = SafetensorsType.I8, ["ByteStorage"] = SafetensorsType.U8,
        ["BoolStorage"] = SafetensorsType.BOOL,
    };

    static readonly PickleGlobal s_dictionary = new("collections", "OrderedDict");

    /// <summary>The options of a training script, which published checkpoints carry beside their weights.</summary>
    static readonly PickleGlobal s_namespace = new("argparse", "Namespace");

    readonly Dictionary<string, SafetensorsType> _storageTypes = [];

    /// <summary>Of the storages referred to so far, by key.</summary>
    public IReadOnlyDictionary<string, SafetensorsType> StorageTypes => _storageTypes;

    public bool Allows(PickleGlobal global) =>
        global == s_dictionary || global == s_namespace || IsScriptClass(global)
        || global.Module == "torch" && s_storages.ContainsKey(global.Name)
        || global is { Module: TensorModule, Name: "_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_parameter" }
        || global is { Module: ScriptListModule, Name: "build_intlist" or "build_doublelist" or "build_boollist" or "build_tensorlist" };

    public object? Reduce(PickleGlobal global, IReadOnlyList<object?> arguments) => global switch
    {
        _ when global == s_dictionary => Dictionary(arguments),
        { Module: TensorModule, Name: "_rebuild_tensor" } => Tensor(arguments, count: 4),
        { Module: TensorModule, Name: "_rebuild_tensor_v2" } => Tensor(arguments, count: 6),
        { Module: TensorModule, Name: "_rebuild_parameter" } when arguments is [PytorchTensor tensor, ..] => tensor,
        { Module: ScriptListModule } when arguments is [PickleList list] => list,
        _ => throw new PickleRefusedException($"calls '{global}', which weights do not need, or with arguments that do not fit"),
    };

    /// <summary>('storage', type, key, device, elements), in old files with a view into another storage behind.</summary>
    public object? Resolve(object? persistentId)
    {
        if (persistentId is not PickleTuple { Items: { Count: >= 5 } id } || id[0] is not "storage"
            || id[1] is not PickleGlobal { Module: "torch" } type || !s_storages.TryGetValue(type.Name, out var elementType)
            || id[2]?.ToString() is not { } name || id[4] is not long elements || elements < 0)
            throw new PickleRefusedException("refers to something outside the pickle that is no storage of known type");
        if (id.Count > 5 && id[5] is not null)
            throw new PickleRefusedException($"holds storage '{name}' as a view into another: save it again with a newer PyTorch");
        if (!_storageTypes.TryAdd(name, elementType) && _storageTypes[name] != elementType)
            throw new PickleRefusedException($"refers to storage '{name}' as {_storageTypes[name]} and as {elementType}");
        return new PytorchStorage(elementType, name, elements);
    }

    static bool IsScriptClass(PickleGlobal global) =>
        global.Module == "__torch__" || global.Module.StartsWith("__torch__.", StringComparison.Ordinal);

    /// <summary>Empty, to be filled by the pickle; Python 2 gives a list of pairs at once.</summary>
    static PickleDictionary Dictionary(IReadOnlyList<object?> arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [PickleList pairs])
            foreach (var pair in pairs.Items)
                dictionary.Items.Add(pair switch
                {
                    PickleList { Items: [var key, var value] } => (key, value),
                    PickleTuple { Items: [var key, var value] } => (key, value),
                    _ => throw new PickleRefusedException("makes a dictionary of something that is no pair"),
                });
        else if (arguments.Count > 0)
            throw new PickleRefusedException("makes a dictionary of something that is no list of pairs");
        return dictionary;
    }

    static PytorchTensor Tensor(IReadOnlyList<object?> arguments, int count)
    {
        if (arguments.Count < count || arguments[0] is not PytorchStorage storage || arguments[1] is not long offset)
            throw new PickleRefusedException("rebuilds a tensor from something that is no storage");
        var (shape, strides) = (Sizes(arguments[2]), Sizes(arguments[3]));
        if (shape.Length != strides.Length || !Fits(storage, offset, shape, strides))
            throw new PickleRefusedException(
                $"rebuilds a tensor of shape [{string.Join(',', shape)}], strides [{string.Join(',', strides)}] from element {offset} on, "
                + $"which storage '{storage.Key}' of {storage.ElementCount} elements does not hold");
        return new PytorchTensor("", storage.Type, shape) { Strides = strides, Offset = offset, Storage = storage };
    }

    static long[] Sizes(object? value) =>
        value is PickleTuple tuple && tuple.Items.All(item => item is long)
            ? [.. tuple.Items.Select(item => (long)item!)]
            : throw new PickleRefusedException("gives a tensor a shape that is no tuple of whole numbers");

    /// <summary>Every element lies in the storage, and there are no more than it has: a small file cannot unfold to a huge tensor.</summary>
    static bool Fits(PytorchStorage storage, long offset, long[] shape, long[] strides)
    {
        if (offset < 0 || shape.Any(d => d < 0) || strides.Any(s => s < 0))
            return false;
        if (shape.Contains(0))
            return true;
        var (count, last) = (BigInteger.One, (BigInteger)offset);
        for (var i = 0; i < shape.Length; i++)
        {
            count *= shape[i];
            last += (BigInteger)(shape[i] - 1) * strides[i];
        }
        return count <= storage.ElementCount && last < storage.ElementCount;
    }
}
