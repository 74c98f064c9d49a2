namespace Platform.Dashboard.SingleRun;

/// <summary>How curves are drawn; kept in the address. <see cref="From"/> and <see cref="To"/> are iterations, both or neither.</summary>
public sealed record CurveSettings(int? From = null, int? To = null, bool Log = false, bool Smooth = false)
{
    public bool IsZoomed => From is not null && To is not null;

    /// <summary>From the address; a range that makes no sense is no range.</summary>
    public static CurveSettings Read(int? from, int? to, string? log, string? smooth) =>
        from < to ? new(from, to, log == "1", smooth == "1") : new(null, null, log == "1", smooth == "1");
}
