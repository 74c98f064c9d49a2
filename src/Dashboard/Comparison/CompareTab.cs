namespace Platform.Dashboard.Comparison;

/// <summary>Parts of the comparison, in the order of its tabs.</summary>
public enum CompareTab
{
    Curves,
    Heads,
    Classes,
    Previews,
    Config,
    Table,
}
