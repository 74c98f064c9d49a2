namespace Platform.Tracker.Audits.Evidence;

/// <summary>Metrics under the names people give them.</summary>
static class MetricName
{
    public const string MeanIou = "mIoU";
    public const string ClassIou = "IoU";
    public const string PixelAccuracy = "pixel accuracy";

    /// <summary>One spelling for the scores of evaluations; other names stay.</summary>
    public static string Plain(string name) => string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)) switch
    {
        "miou" or "meaniou" or "meanintersectionoverunion" or "valmiou" or "validationmiou" => MeanIou,
        "iou" or "classiou" => ClassIou,
        "pixelaccuracy" or "pacc" or "pixacc" or "allacc" => PixelAccuracy,
        _ => name,
    };
}
