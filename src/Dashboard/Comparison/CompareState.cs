using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>Everything that a comparison shows; kept in the address.</summary>
public sealed record CompareState
{
    public const int UsualOpacity = 65, FullOpacity = 100;

    public IReadOnlyList<Guid> Runs { get; init; } = [];

    /// <summary>In the filter language, in place of runs.</summary>
    public string? Filter { get; init; }

    /// <summary>What makes a group; null: each run alone.</summary>
    public string? By { get; init; }

    public CompareTab Tab { get; init; }

    /// <summary>Keys of groups that are not drawn.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Key of the group the others are compared with; the first by default.</summary>
    public string? Baseline { get; init; }

    /// <summary>Chosen metrics; empty for the default choice.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    public ComparisonAxis Axis { get; init; }
    public string? Phase { get; init; }

    /// <summary>Null: no band.</summary>
    public ComparisonBand? Band { get; init; } = ComparisonBand.Deviation;

    /// <summary>Weight of the exponential moving average, 0 to below 1.</summary>
    public double Smoothing { get; init; }

    public bool LogY { get; init; }

    /// <summary>The zoomed range of x, both or neither.</summary>
    public double? From { get; init; }

    public double? To { get; init; }
    public RunStatistic Statistic { get; init; }

    /// <summary>The evaluated output of the classes: "val/seg/student".</summary>
    public string? Head { get; init; }

    public HeadFacet Facet { get; init; }

    /// <summary>The iteration of classes and pictures; null: the statistic's, the last.</summary>
    public int? At { get; init; }

    public string? Image { get; init; }

    /// <summary>The kind of picture, with network and class where there are several.</summary>
    public string? Kind { get; init; }

    /// <summary>Of masks over the picture, percent.</summary>
    public int Opacity { get; init; } = UsualOpacity;

    /// <summary>Labels whose masks are not shown.</summary>
    public IReadOnlyList<int> LabelsOff { get; init; } = [];

    /// <summary>All settings, those that are the same everywhere too.</summary>
    public bool AllSettings { get; init; }

    public bool IsEmpty => Runs.Count == 0 && Filter is null;
    public bool IsZoomed => From is not null;

    /// <summary>From an address; what makes no sense is taken for absent.</summary>
    public static CompareState Read(string address)
    {
        var query = PageQuery.Of(address);
        var (from, to) = (query.Number("from"), query.Number("to"));
        return new()
        {
            Runs = query.Texts("runs").Select(r => Guid.TryParse(r, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Take(RunComparison.MostRuns).ToArray(),
            Filter = query.Text("filter"), By = query.Text("by"), Tab = query.Choice<CompareTab>("tab").GetValueOrDefault(),
            Hidden = query.Texts("hide"), Baseline = query.Text("base"), Metrics = query.Texts("metrics"),
            Axis = query.Choice<ComparisonAxis>("x").GetValueOrDefault(), Phase = query.Text("phase"),
            Band = query.Text("band") == "none" ? null : query.Choice<ComparisonBand>("band").GetValueOrDefault(),
            Smoothing = Math.Clamp(query.Number("smooth") ?? 0, 0, 0.999), LogY = query.Flag("log"),
            From = from < to ? from : null, To = from < to ? to : null,
            Statistic = query.Choice<RunStatistic>("value").GetValueOrDefault(), Head = query.Text("head"), Facet = query.Choice<HeadFacet>("facet").GetValueOrDefault(),
            At = (int?)query.Number("at"), Image = query.Text("image"), Kind = query.Text("kind"),
            Opacity = Math.Clamp((int)(query.Number("opacity") ?? UsualOpacity), 0, FullOpacity),
            LabelsOff = query.Texts("off").Select(t => int.TryParse(t, out var label) ? label : -1).Where(label => label >= 0).ToArray(),
            AllSettings = query.Flag("all"),
        };
    }
}
