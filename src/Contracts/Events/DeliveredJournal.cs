namespace Platform.Contracts.Events;

/// <summary>How far the broker has confirmed a journal that a trainer wrote and can publish again.</summary>
/// <param name="Attempt">The one that wrote it last.</param>
/// <param name="Sequence">All entries up to this one were confirmed.</param>
public sealed record DeliveredJournal(Guid RunId, int Attempt, long Sequence);
