namespace Platform.Dashboard.SingleRun;

/// <summary>The tabs of a run's page, by their names in the address.</summary>
public enum RunTab
{
    Curves,
    Classes,
    Previews,
    Config,
    Log,
    System,
    Checkpoints,
    Journal,
}
