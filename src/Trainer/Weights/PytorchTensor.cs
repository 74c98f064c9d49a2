using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>One tensor of an open PyTorch file; row-major once read, whatever its strides in the file.</summary>
sealed record PytorchTensor(string Name, SafetensorsType Type, IReadOnlyList<long> Shape)
{
    /// <summary>In elements, as the file has them.</summary>
    public required IReadOnlyList<long> Strides { get; init; }

    /// <summary>Where the first element lies in the storage, in elements.</summary>
    public required long Offset { get; init; }

    public required PytorchStorage Storage { get; init; }

    public long ElementCount => Shape.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>Elements from the first to the last, both included; 0 for an empty tensor.</summary>
    public long Extent => ElementCount == 0 ? 0 : 1 + Shape.Zip(Strides).Sum(d => (d.First - 1) * d.Second);

    public bool IsContiguous
    {
        get
        {
            var step = 1L;
            for (var i = Shape.Count - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != step)
                    return false;
                step *= Shape[i];
            }
            return true;
        }
    }
}

/// <summary>A run of elements in the file, which any number of tensors may share.</summary>
sealed record PytorchStorage(SafetensorsType Type, string Key, long ElementCount);
