using System.Globalization;
using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>An mIoU that a log prints, checked against the mean of the class IoUs printed with it.</summary>
static class ClassMean
{
    /// <summary>The printed number with its check; or, where it cannot be the mean of the classes, their mean with a contradiction.</summary>
    public static Measurement Check(Measurement printed, int scale = 1)
    {
        var present = printed.Classes.Where(c => c.Value is not null).ToArray();
        if (present.Length == 0)
            return printed;
        var mean = present.Sum(c => c.Value!.Value) / present.Length;
        var slack = scale * (Resolution(present) + HalfUnit(printed.Text));
        var steps = Steps(printed, present.Length, mean);
        if (Math.Abs(mean - printed.Value) <= slack)
            return printed with { Steps = steps };
        return printed with
        {
            Value = mean,
            Tolerance = slack,
            Steps = steps,
            Contradiction = $"the log prints an mIoU of {printed.Text}, but its class IoUs average {Rounding.Show(mean, 4)}; the average is used",
        };
    }

    /// <summary>The mean where no mIoU is printed.</summary>
    public static Measurement Of(Measurement unprinted, int scale = 1)
    {
        var present = unprinted.Classes.Where(c => c.Value is not null).ToArray();
        var mean = present.Sum(c => c.Value!.Value) / present.Length;
        return unprinted with { Value = mean, Text = Rounding.Show(mean, 4), Tolerance = scale * Resolution(present), Steps = Steps(unprinted, present.Length, mean) };
    }

    // a class that scores 0 counts; one without a number ("nan") is absent and does not
    static IReadOnlyList<string> Steps(Measurement printed, int present, decimal mean)
    {
        var absent = printed.Classes.Count - present;
        var zero = printed.Classes.Count(c => c.Value == 0);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"mean of {present} class IoUs = {Rounding.Show(mean, 4)}; the log prints {(printed.Text.Length == 0 ? "no mean" : printed.Text)}"),
            (absent == 0 ? "no class is absent" : $"{absent} classes without a number are left out")
                + (zero == 0 ? "" : $"; {zero} classes at 0 count")
                + "; which pixels the ignore label left out, the log alone cannot show",
        ];
    }

    // tables drop trailing zeros ("84" beside "84.220"): the longest number tells how far all were printed
    static decimal Resolution(IEnumerable<ClassScore> classes) => classes.Min(c => HalfUnit(c.Text));

    static decimal HalfUnit(string text) => Written.Parse(text)?.HalfUnit ?? 0;
}
