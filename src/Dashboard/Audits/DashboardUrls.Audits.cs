using Platform.Dashboard.Audits;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Reported results against what was logged.</summary>
    public static string Audit(ClaimsFilter? filter = null) => "/audit" + Query(filter is null ? [] :
    [
        ("verdict", filter.Verdicts.Count == 0 ? null : string.Join(',', filter.Verdicts)), ("file", filter.File), ("run", filter.Run?.ToString()), ("q", filter.Search),
        ("page", filter.Page == 1 ? null : Text(filter.Page)),
    ]);

    /// <summary>Where claims are checked and published.</summary>
    public const string NewClaims = "/audit/new";

    /// <summary>One claim with its evidence.</summary>
    public static string Claim(string file, string claim) => $"/audit/claims/{Uri.EscapeDataString(file)}/{Uri.EscapeDataString(claim)}";

    /// <summary>The report on one claims file.</summary>
    public static string ClaimsFile(string file) => $"/audit/files/{Uri.EscapeDataString(file)}";

    /// <summary>The report as a file: "md", "tex" or "json"; "yaml": the claims themselves.</summary>
    public static string AuditReport(string file, string form) => $"{ClaimsFile(file)}/report.{form}";
}
