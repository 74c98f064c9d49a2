using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>One number of the evidence.</summary>
sealed record Measurement
{
    /// <summary>As <see cref="MetricName.Plain"/> spells it.</summary>
    public required string Metric { get; init; }

    public string? Output { get; init; }
    public string? Network { get; init; }

    /// <summary>The heading of its column, where it stands in a table; tells apart what output and network do not.</summary>
    public string? Column { get; init; }

    /// <summary>Null where the evidence does not say, as for an evaluation after training.</summary>
    public int? Iteration { get; init; }

    /// <summary>Which evaluation it belongs to: numbers of one table have the same; later ones a higher.</summary>
    public required int Evaluation { get; init; }

    /// <summary>Whether the evidence calls it the final one, made after training.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What the evidence says of how the network was chosen ("best model"); null: as it was at that iteration.</summary>
    public string? ChosenAs { get; init; }

    public Conditions Conditions { get; init; } = new();

    /// <summary>As it stands there.</summary>
    public required string Text { get; init; }

    public required decimal Value { get; init; }

    /// <summary>How far the true number may be from <see cref="Value"/>: half a unit of what was printed, the error of a float32; 0 for a count's ratio.</summary>
    public decimal Tolerance { get; init; }

    public required Place Place { get; init; }

    /// <summary>IoU of the classes, percent; empty where only the mean is known.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>How <see cref="Value"/> came about, where it was computed here.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Set where the evidence contradicts itself: its mean is not that of its classes or counts.</summary>
    public string? Contradiction { get; init; }

    /// <summary>"seg of student-2 at iteration 20000".</summary>
    public string Title
    {
        get
        {
            var where = Iteration is { } i ? $"at iteration {i}" : IsFinal ? "of the final evaluation" : "";
            return string.Join(' ', ((string?[])[Output ?? Metric, Network is null ? null : $"of {Network}", where]).Where(p => !string.IsNullOrEmpty(p)));
        }
    }
}

/// <summary>IoU of one class, percent; null where neither ground truth nor prediction has it.</summary>
/// <param name="Counts">The pixels it was computed from, where they are known.</param>
sealed record ClassScore(string Name, string Text, decimal? Value, Place Place, PixelCounts? Counts = null);

/// <summary>Pixels of one class: predicted right, in the ground truth, predicted.</summary>
sealed record PixelCounts(long Right, long Truth, long Predicted);
