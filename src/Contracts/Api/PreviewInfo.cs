namespace Platform.Contracts.Api;

/// <summary>A stored picture; its bytes are at <c>/api/runs/{id}/previews/{previewId}</c>.</summary>
public sealed record PreviewInfo(long Id, int Iteration, string ImageId, string Kind, string? ClassName, string? Network, int SizeBytes);
