using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Recomputes a difference or a ratio from the numbers it was said to come from.</summary>
sealed class ArithmeticAudit(Claim claim, ArithmeticAssertion arithmetic, ClaimsFile file)
{
    public Assessment Assess()
    {
        if (Resolve(arithmetic.Left) is not { } left || Resolve(arithmetic.Right) is not { } right)
            return Missing.Because(claim, "a claim it is computed from holds no number");
        if (arithmetic.Operation != Operation.Difference && right.Number.Value == 0)
            return Missing.Because(claim, "division by 0");
        var result = Compute(left.Number.Value, right.Number.Value);
        var formula = $"{Formula(left.Number.Text, right.Number.Text)} = {Rounding.Show(result)}";
        var check = RoundingCheck.Of(arithmetic.Value, result);
        var differences = left.Conditions.DifferencesFrom(right.Conditions);
        var verdict = check.Holds && differences.Count > 0 ? Verdict.ProtocolMismatch : check.Verdict;
        return new()
        {
            Claim = claim,
            Verdict = verdict,
            Reason = $"{formula}, claimed {arithmetic.Value.Text}"
                + (check.Holds && differences.Count > 0 ? $"; but the two sides are not comparable ({string.Join("; ", differences)})" : ""),
            Aspects = differences.Count == 0 ? [] : [new("arithmetic", check.Verdict), new("protocol", Verdict.ProtocolMismatch)],
            Steps = [formula, check.Step, .. check.Holds ? [] : (string[])[Unrounded(left.Number, right.Number)]],
            Warnings = [.. ((string?[])[check.Warning]).OfType<string>(), .. differences.Select(d => $"the two sides differ in {d}"), .. Open(left.Conditions, right.Conditions)],
        };
    }

    (Written Number, Conditions Conditions)? Resolve(Operand operand)
    {
        if (operand.Literal is { } literal)
            return (literal, operand.Conditions);
        return file.Find(operand.ClaimId!)?.Assertion switch
        {
            NumberAssertion number => (number.Value, number.Conditions.Or(operand.Conditions)),
            ArithmeticAssertion inner => (inner.Value, operand.Conditions),
            _ => null,
        };
    }

    decimal Compute(decimal left, decimal right) => arithmetic.Operation switch
    {
        Operation.Difference => left - right,
        Operation.Ratio => left / right,
        _ => 100 * left / right,
    };

    string Formula(string left, string right) => arithmetic.Operation switch
    {
        Operation.Difference => $"{left} - {right}",
        Operation.Ratio => $"{left} / {right}",
        _ => $"100 * {left} / {right}",
    };

    // the printed numbers were rounded themselves: what the ones before rounding could give
    string Unrounded(Written left, Written right)
    {
        var results = (from l in (decimal[])[-left.HalfUnit, left.HalfUnit]
                       from r in (decimal[])[-right.HalfUnit, right.HalfUnit]
                       where arithmetic.Operation == Operation.Difference || right.Value + r != 0
                       select Compute(left.Value + l, right.Value + r)).ToArray();
        var (low, high) = (results.Min(), results.Max());
        var half = arithmetic.Value.HalfUnit;
        var range = $"from numbers before rounding it could be {Rounding.Show(low, 3)} to {Rounding.Show(high, 3)}";
        return arithmetic.Value.Value + half >= low && arithmetic.Value.Value - half <= high
            ? $"{range}: possible, but not from the numbers printed"
            : $"{range}: not possible either";
    }

    static IEnumerable<string> Open(Conditions left, Conditions right)
    {
        if (left.Backbone is null != right.Backbone is null)
            yield return "only one side says its backbone";
    }
}
