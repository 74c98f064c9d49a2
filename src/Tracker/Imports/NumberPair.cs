namespace Platform.Tracker.Imports;

/// <summary>A name and its number: "cls_loss: 0.4267", "lr=6e-05", "seg_loss 3.1094", "mIoU: 51.92%".</summary>
readonly record struct NumberPair(string Name, double Value, string Text, bool Percent);

/// <summary>What a message says in pairs.</summary>
/// <param name="Pairs">In order.</param>
/// <param name="Only">Whether it holds nothing besides pairs and durations.</param>
sealed record PairLine(IReadOnlyList<NumberPair> Pairs, bool Only);
