using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Whether a number, rounded to the digits of another, is that other. Both ways to round a half are tried.</summary>
sealed record RoundingCheck(Verdict Verdict, string Step, string? Warning)
{
    public bool Holds => Verdict is Verdict.Confirmed or Verdict.ConfirmedAfterRounding;

    /// <param name="tolerance">How far the true number may be from <paramref name="found"/>.</param>
    public static RoundingCheck Of(Written claimed, decimal found, decimal tolerance = 0, RoundingRule rule = RoundingRule.Either)
    {
        if (claimed.Value == found)
            return new(Verdict.Confirmed, $"{Rounding.Show(found)} = {claimed.Text}", null);
        var (up, even) = (Rounding.HalfUp(found, claimed.Decimals), Rounding.HalfEven(found, claimed.Decimals));
        var step = $"{Rounding.Show(found)} to {Digits(claimed.Decimals)}: {Rounding.Show(up)} (half up), {Rounding.Show(even)} (half even); claimed {claimed.Text}";
        var accepted = rule switch { RoundingRule.HalfUp => up == claimed.Value, RoundingRule.HalfEven => even == claimed.Value, _ => up == claimed.Value || even == claimed.Value };
        if (accepted)
            return new(Verdict.ConfirmedAfterRounding, step, EdgeWarning(claimed, found, tolerance, up, even));
        return Math.Abs(found - claimed.Value) <= Rounding.Unit(claimed.Decimals) / 2 + tolerance && tolerance > 0
            ? new(Verdict.ConfirmedAfterRounding, step,
                $"it holds only within the precision of the evidence (± {Rounding.Show(tolerance, 12)}): {Rounding.Show(found, 12)} is that near to the edge of rounding")
            : new(Verdict.Contradicted, step, Rounding.CutOff(found, claimed.Decimals) == claimed.Value ? "cut off instead of rounded it would be the claimed number" : null);
    }

    // half up and half even disagree, or the last printed digit hides which side the number was on
    static string? EdgeWarning(Written claimed, decimal found, decimal tolerance, decimal up, decimal even)
    {
        if (up != even)
            return $"exactly halfway: half up gives {Rounding.Show(up)}, half even {Rounding.Show(even)}";
        var low = Rounding.HalfUp(found - tolerance, claimed.Decimals);
        return tolerance > 0 && low != up
            ? $"within the precision of the evidence (± {Rounding.Show(tolerance, 12)}) {Rounding.Show(low)} would be possible too"
            : null;
    }

    static string Digits(int decimals) => decimals switch
    {
        < 0 => $"units of {Rounding.Show(Rounding.Unit(decimals))}",
        0 => "a whole number",
        1 => "1 decimal",
        _ => $"{decimals} decimals",
    };
}
