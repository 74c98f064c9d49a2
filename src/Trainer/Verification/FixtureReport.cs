using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>
/// What came of one fixture. The measure is the fixtures' own: the largest difference over the largest expected magnitude where
/// that exceeds 1; labels and bytes must be equal. NaN equals NaN alone, and infinity itself.
/// </summary>
public sealed class FixtureReport(Fixture fixture)
{
    readonly List<string> _failures = [];
    readonly HashSet<string> _compared = []; // by name; what is given counts too

    /// <summary>How many comparisons were made; a rule that makes none has checked nothing.</summary>
    public int Compared { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Why nothing was compared, where that is neither right nor wrong.</summary>
    public string? Skipped { get; private set; }

    /// <summary>
    /// Outputs and gradients that were compared with nothing and, since many files do not say which tensors are outputs, whatever was
    /// neither read nor compared. Weights may be left over.
    /// </summary>
    public IEnumerable<string> Uncompared => fixture.Names.Where(n => !_compared.Contains(n) && (Names(n, "out.", "grad.")
        || (!fixture.WasRead(n) && !Names(n, "in.", "state.", "sd.", "visual."))));

    /// <summary>A float tensor against one of the file's.</summary>
    /// <param name="actual">Null, as a gradient that did not arrive, is a failure.</param>
    /// <param name="floor">The least magnitude differences are measured against; 1 unless the tolerance is stated as relative.</param>
    public void Near(string expected, Tensor? actual, double tolerance, double floor = 1)
    {
        using var scope = NewDisposeScope();
        if (SameShape(expected, actual))
            Near(expected, Values(actual!), tolerance, floor);
    }

    /// <summary>A mean. Of nothing the authors' is NaN where ours is 0; both are right then.</summary>
    /// <param name="ofNothing">Whether there is nothing to take the mean of.</param>
    public void NearMean(string expected, Tensor actual, bool ofNothing, double tolerance)
    {
        if (ofNothing && float.IsNaN(fixture.Float(expected)))
            Holds(true, expected);
        else
            Near(expected, actual, tolerance);
        Given(expected);
    }

    public void Near(string expected, double actual, double tolerance, double floor = 1) => Near(expected, [(float)actual], tolerance, floor);

    public void Near(string expected, ReadOnlySpan<float> actual, double tolerance, double floor = 1)
    {
        var wanted = Begin(expected, actual.Length, fixture.Floats);
        if (wanted is null)
            return;
        var (scale, worst, at) = (floor, 0.0, -1);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (float.IsFinite(wanted[i]))
                scale = Math.Max(scale, Math.Abs(wanted[i]));
            var difference = Difference(actual[i], wanted[i]);
            if (difference > worst)
                (worst, at) = (difference, i);
        }
        if (worst > tolerance * scale)
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{expected}: off by {worst:g3} at {Where(expected, at)}, ")
                + string.Create(CultureInfo.InvariantCulture, $"{actual[at]:g6} for {wanted[at]:g6}, {tolerance * scale:g3} is allowed"));
    }

    /// <summary>Each value measured against its own expected magnitude, however small.</summary>
    public void NearEach(string expected, IReadOnlyList<double> actual, double relativeTolerance)
    {
        var wanted = Begin(expected, actual.Count, fixture.Floats);
        for (var i = 0; i < wanted?.Length; i++)
        {
            var difference = Difference(actual[i], wanted[i]);
            if (difference <= relativeTolerance * Math.Abs(wanted[i]))
                continue;
            _failures.Add(string.Create(CultureInfo.InvariantCulture,
                $"{expected}: {actual[i]:g8} at {Where(expected, i)}, {wanted[i]:g8} expected to {relativeTolerance:g3} of itself"));
            return;
        }
    }

    /// <summary>Integers or bytes that must be equal, at least at this share of the entries.</summary>
    public void Equal(string expected, Tensor? actual, double share = 1)
    {
        using var scope = NewDisposeScope();
        if (SameShape(expected, actual))
            Equal(expected, (IReadOnlyList<long>)actual!.detach().to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray(), share);
    }

    // arrays by themselves: a tensor converts from them too
    public void Equal(string expected, byte[] actual, double share = 1) => Equal(expected, (IReadOnlyList<byte>)actual, share);

    public void Equal(string expected, long[] actual, double share = 1) => Equal(expected, (IReadOnlyList<long>)actual, share);

    public void Equal(string expected, IReadOnlyList<byte> actual, double share = 1) =>
        Equal(expected, (IReadOnlyList<long>)[.. actual.Select(b => (long)b)], share);

    public void Equal(string expected, IReadOnlyList<long> actual, double share = 1)
    {
        var wanted = Begin(expected, actual.Count, Labels);
        if (wanted is null)
            return;
        var different = Enumerable.Range(0, wanted.Length).Where(i => wanted[i] != actual[i]).ToArray();
        if (wanted.Length - different.Length < share * wanted.Length)
            _failures.Add($"{expected}: {different.Length} of {wanted.Length} differ, the first at {Where(expected, different[0])}: "
                + $"{actual[different[0]]}, not {wanted[different[0]]}");
    }

    /// <summary>The fixture needs something that is not here; the reason says what, and how to give it.</summary>
    public void Skip(string reason) => Skipped = reason;

    /// <summary>
    /// For files that leave a parameter out: the first value of it that agrees with everything is the file's, and without one the first is.
    /// </summary>
    public void FirstThatAgrees<T>(IEnumerable<T> values, Action<FixtureReport, T> compare)
    {
        FixtureReport? first = null;
        foreach (var value in values)
        {
            var attempt = new FixtureReport(fixture);
            compare(attempt, value);
            first ??= attempt;
            if (attempt.Failures.Count > 0)
                continue;
            first = attempt;
            break;
        }
        if (first is null)
            return;
        Compared += first.Compared;
        _compared.UnionWith(first._compared);
        _failures.AddRange(first.Failures);
    }

    /// <summary>Tensors that are rightly compared with nothing: outputs that serve as inputs, inputs that this case does not use.</summary>
    public void Given(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _compared.Add(name);
    }

    /// <summary>Anything else that has to hold.</summary>
    public void Holds(bool condition, string what)
    {
        Compared++;
        if (!condition)
            _failures.Add(what);
    }

    static bool Names(string name, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        return false;
    }

    // null: the counts differ, which is a failure
    T[]? Begin<T>(string expected, int count, Func<string, T[]> read)
    {
        Compared++;
        _compared.Add(expected);
        var wanted = read(expected);
        if (wanted.Length == count)
            return wanted;
        _failures.Add($"{expected}: {count} values, {wanted.Length} expected");
        return null;
    }

    bool SameShape(string expected, Tensor? actual)
    {
        var wanted = fixture.Shape(expected);
        // a scalar is stored with shape [1]
        if (actual is not null && (wanted.SequenceEqual(actual.shape) || (actual.numel() == 1 && wanted is [1] or [])))
            return true;
        Compared++;
        _compared.Add(expected);
        _failures.Add(actual is null
            ? $"{expected}: there is none"
            : $"{expected}: shape ({string.Join(",", actual.shape)}), ({string.Join(",", wanted)}) expected");
        return false;
    }

    static float[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    long[] Labels(string name)
    {
        using var scope = NewDisposeScope();
        return fixture.Labels(name).cpu().contiguous().data<long>().ToArray();
    }

    // infinite where only one of the two is a number, or an infinity
    static double Difference(double actual, double wanted) =>
        actual.Equals(wanted) ? 0
        : double.IsFinite(actual) && double.IsFinite(wanted) ? Math.Abs(actual - wanted)
        : double.PositiveInfinity;

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
