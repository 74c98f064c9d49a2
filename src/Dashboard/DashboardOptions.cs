using System.ComponentModel.DataAnnotations;

namespace Platform.Dashboard;

/// <summary>Settings of the dashboard, section <c>Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Where the tracker's API is. Default <c>http://127.0.0.1:5081/</c>.</summary>
    [Required, Url(ErrorMessage = "Dashboard:TrackerUrl must be an http or https address, such as http://127.0.0.1:5081/")]
    public string TrackerUrl { get; set; } = "http://127.0.0.1:5081/";

    /// <summary>Seconds to wait for the tracker's answer before it counts as unreachable. Default 5.</summary>
    [Range(1, 300, ErrorMessage = "Dashboard:TrackerTimeoutSeconds must be 1 to 300")]
    public int TrackerTimeoutSeconds { get; set; } = 5;

    internal Uri TrackerAddress => new(TrackerUrl.EndsWith('/') ? TrackerUrl : TrackerUrl + "/");
}
