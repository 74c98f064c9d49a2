namespace Platform.Contracts.Events;

/// <summary>The one exchange every journaled event is published to, whatever its type and language.</summary>
public static class JournalEntity
{
    public const string Name = "run-journal";
}
