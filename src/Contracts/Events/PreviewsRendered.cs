using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>Small pictures of what the networks see, for a few fixed images.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record PreviewsRendered : IRunEvent
{
    public const string WireName = "previews-rendered";

    public required int Iteration { get; init; }
    public required IReadOnlyList<Preview> Previews { get; init; }
}
