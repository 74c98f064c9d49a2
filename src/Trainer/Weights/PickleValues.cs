namespace Platform.Trainer.Weights;

// What a pickle can hold beside null, bool, long, BigInteger, double, string and byte[]. All of it is inert: nothing here can be called.

sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

sealed record PickleTuple(IReadOnlyList<object?> Items);

sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>In the order of insertion; keys are not compared, a later one does not replace an earlier one.</summary>
sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}

/// <summary>An instance of a class we only look into: what its class would do with the state is not done.</summary>
sealed class PickleObject
{
    public PickleDictionary State { get; set; } = new();
}
