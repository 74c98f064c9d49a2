using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>
/// What came of one fixture. The measure is the fixtures' own: the largest difference over the largest expected magnitude where
/// that exceeds 1; labels and bytes must be equal. NaN equals NaN alone.
/// </summary>
public sealed class FixtureReport(Fixture fixture)
{
    readonly List<string> _failures = [];

    /// <summary>How many tensors were compared; a rule that compares none has checked nothing.</summary>
    public int Compared { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Why nothing was compared, where that is neither right nor wrong.</summary>
    public string? Skipped { get; private set; }

    /// <summary>A float tensor against one of the file's.</summary>
    public void Near(string expected, Tensor actual, double tolerance)
    {
        using var scope = NewDisposeScope();
        if (SameShape(expected, actual))
            Near(expected, actual.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray(), tolerance);
    }

    public void Near(string expected, double actual, double tolerance) => Near(expected, [(float)actual], tolerance);

    public void Near(string expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Compared++;
        var wanted = fixture.Floats(expected);
        if (wanted.Length != actual.Length)
        {
            _failures.Add($"{expected}: {actual.Length} values, {wanted.Length} expected");
            return;
        }
        var (scale, worst, at) = (1.0, 0.0, -1);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (float.IsNaN(wanted[i]) && float.IsNaN(actual[i]))
                continue;
            scale = Math.Max(scale, Math.Abs(wanted[i]));
            var difference = Math.Abs((double)actual[i] - wanted[i]);
            if (!(difference <= worst)) // a NaN is worse than any number
                (worst, at) = (difference, i);
        }
        if (!(worst <= tolerance * scale))
            _failures.Add(string.Create(
                CultureInfo.InvariantCulture, $"{expected}: off by {worst:g3} at {Where(expected, at)}, {tolerance * scale:g3} is allowed"));
    }

    /// <summary>Integers or bytes that must be equal, at least at this share of the entries.</summary>
    public void Equal(string expected, Tensor actual, double share = 1)
    {
        using var scope = NewDisposeScope();
        if (SameShape(expected, actual))
            Equal(expected, (IReadOnlyList<long>)actual.detach().to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray(), share);
    }

    public void Equal(string expected, IReadOnlyList<byte> actual, double share = 1) =>
        Equal(expected, (IReadOnlyList<long>)[.. actual.Select(b => (long)b)], share);

    public void Equal(string expected, IReadOnlyList<long> actual, double share = 1)
    {
        Compared++;
        using var scope = NewDisposeScope();
        var wanted = fixture.Labels(expected).cpu().contiguous().data<long>().ToArray();
        if (wanted.Length != actual.Count)
        {
            _failures.Add($"{expected}: {actual.Count} values, {wanted.Length} expected");
            return;
        }
        var different = Enumerable.Range(0, wanted.Length).Where(i => wanted[i] != actual[i]).ToArray();
        if (wanted.Length - different.Length < share * wanted.Length)
            _failures.Add($"{expected}: {different.Length} of {wanted.Length} differ, the first at {Where(expected, different[0])}: "
                + $"{actual[different[0]]}, not {wanted[different[0]]}");
    }

    /// <summary>The fixture needs something that is not here; the reason says what, and how to give it.</summary>
    public void Skip(string reason) => Skipped = reason;

    /// <summary>Takes over what another report of the same fixture found: for files that leave a parameter out.</summary>
    public void Take(FixtureReport other)
    {
        Compared += other.Compared;
        _failures.AddRange(other.Failures);
    }

    /// <summary>Anything else that has to hold.</summary>
    public void Holds(bool condition, string what)
    {
        Compared++;
        if (!condition)
            _failures.Add(what);
    }

    bool SameShape(string expected, Tensor actual)
    {
        var wanted = fixture.Shape(expected);
        // a scalar is stored with shape [1]
        if (wanted.SequenceEqual(actual.shape) || (actual.numel() == 1 && wanted is [1]))
            return true;
        Compared++;
        _failures.Add($"{expected}: shape ({string.Join(",", actual.shape)}), ({string.Join(",", wanted)}) expected");
        return false;
    }

    // a flat index as coordinates
    string Where(string name, int index)
    {
        var shape = fixture.Shape(name);
        var at = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
            (index, at[d]) = ((int)(index / shape[d]), index % shape[d]);
        return $"[{string.Join(",", at)}]";
    }
}
