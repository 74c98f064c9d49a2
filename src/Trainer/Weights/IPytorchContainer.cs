namespace Platform.Trainer.Weights;

/// <summary>How a PyTorch file lays out its pickle and its storages.</summary>
interface IPytorchContainer : IDisposable
{
    /// <summary>What the pickle holds.</summary>
    object? Root { get; }

    /// <summary>The tensor's elements from its first to its last, as they lie in the storage.</summary>
    void Read(PytorchTensor tensor, Span<byte> bytes);
}
