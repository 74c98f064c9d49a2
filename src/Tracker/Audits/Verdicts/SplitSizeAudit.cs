using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Checks a reported number of images against what is known of the dataset, and against the evidence.</summary>
sealed class SplitSizeAudit(Claim claim, SplitSizeAssertion size)
{
    public Assessment Of(IReadOnlyList<IEvidence> evidence)
    {
        var logged = evidence.SelectMany(e => e.SplitSizes).Where(s => SplitName.AreSame(s.Split, size.Split)).ToArray();
        var known = KnownSplits.Find(size.Dataset, size.Split);
        if (logged.Length == 0 && known.Count == 0)
            return Missing.Because(claim, $"nothing tells how many images {size.Dataset} {size.Split} has");
        var holds = logged.Any(s => s.Images == size.Images.Value) || (logged.Length == 0 && known.Any(k => k.Images.Contains((int)size.Images.Value)));
        var elsewhere = KnownSplits.WithImages(size.Dataset, (int)size.Images.Value).Select(k => k.Split).ToArray();
        return new()
        {
            Claim = claim,
            Verdict = holds ? Verdict.Confirmed : Verdict.Inconsistent,
            Reason = (holds ? $"{size.Split} of {size.Dataset} has {size.Images.Text} images" : $"{size.Images.Text} images are not those of {size.Dataset} {size.Split}")
                + (holds || elsewhere.Length == 0 ? "" : $": {string.Join(", ", elsewhere)} has that many"),
            Evidence = [.. logged.Select(s => new Citation($"images of {s.Split}", s.Images.ToString(System.Globalization.CultureInfo.InvariantCulture), s.Place))],
            Steps = [.. known.Select(k => $"{k.Dataset} {k.Split}: {string.Join(" or ", k.Images)} images ({k.Why})")],
        };
    }
}
