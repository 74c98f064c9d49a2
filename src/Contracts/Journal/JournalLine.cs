using MassTransit;
using Platform.Contracts.Events;

namespace Platform.Contracts.Journal;

/// <summary>
/// A journal line on the bus. Its body is the line, byte for byte, and its MassTransit message type is the event's wire
/// name; receivers read the bytes from the transport, not from here.
/// </summary>
[EntityName(JournalEntity.Name), MessageUrn("journal-line")]
public sealed record JournalLine;
