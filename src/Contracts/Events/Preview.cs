namespace Platform.Contracts.Events;

/// <summary>One picture of <see cref="PreviewsRendered"/>.</summary>
public sealed record Preview
{
    public required string ImageId { get; init; }

    /// <summary>"input", "ground-truth", "cam", "pseudo-label" or "prediction".</summary>
    public required string Kind { get; init; }

    /// <summary>The class a CAM belongs to; absent for other kinds.</summary>
    public string? ClassName { get; init; }

    /// <summary>Which network painted it, where there are several.</summary>
    public string? Network { get; init; }

    /// <summary>The PNG file's bytes (base64 on the wire); absent when <see cref="Blob"/> points to them.</summary>
    public byte[]? Png { get; init; }

    /// <summary>SHA-256 of a PNG kept in the blob store.</summary>
    public string? Blob { get; init; }
}
