namespace Platform.Contracts.Api;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    Running,
    Completed,
    Failed,
    Stopped,
}
