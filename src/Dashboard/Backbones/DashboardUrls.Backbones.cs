using Platform.Contracts.Api;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Methods by backbones.</summary>
    public static string Backbones(BackboneRequest? matrix = null) => "/backbones" + BackbonesQuery(matrix ?? new());

    /// <summary>The matrix as a file; <paramref name="name"/> is "table.tex", "table.csv" or "table.md".</summary>
    public static string BackbonesFile(BackboneRequest matrix, string name) => $"/backbones/{name}" + BackbonesQuery(matrix);

    /// <summary>The matrix of an address.</summary>
    public static BackboneRequest ReadBackbones(PageQuery query) =>
        ScoreAddress.Read<BackboneRequest>(query) with { Schedule = query.Text("schedule"), Variants = query.Flag("variants") };

    static string BackbonesQuery(BackboneRequest matrix) =>
        Query([.. ScoreAddress.Of(matrix), ("schedule", matrix.Schedule), ("variants", matrix.Variants ? "1" : null)]);
}
