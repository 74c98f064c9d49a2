namespace Platform.Tracker.Audits.Published;

/// <summary>A claims file that was published here. No entry of a journal says it, so that replaying leaves it alone.</summary>
sealed class ClaimsRecord
{
    public const int LongestName = 100;

    public required string Name { get; init; }

    /// <summary>The file, as it was given.</summary>
    public required string Yaml { get; set; }

    public required DateTimeOffset PublishedAt { get; set; }
    public required DateTimeOffset AuditedAt { get; set; }

    /// <summary>The state of the evidence that the verdicts rest on: <see cref="CitedRuns.State"/>.</summary>
    public required string EvidenceState { get; set; }

    /// <summary>JSON of a <see cref="Contracts.Api.PublishedClaims"/>, its logs left out.</summary>
    public required string Summary { get; set; }
}

/// <summary>A log that is evidence of a claims file.</summary>
sealed class KeptLog
{
    public required string File { get; init; }
    public required string Name { get; init; }

    /// <summary>Lower-case hex, of the log as it was given.</summary>
    public required string Sha256 { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Brotli.</summary>
    public required byte[] Packed { get; init; }
}

/// <summary>The newest verdict on one claim.</summary>
sealed class ClaimRecord
{
    public required string File { get; init; }
    public required string Id { get; init; }

    /// <summary>Its place in the file.</summary>
    public required int Position { get; init; }

    public required string Verdict { get; init; }

    /// <summary>Id, source and text in small letters, for searches.</summary>
    public required string Words { get; init; }

    /// <summary>JSON of a <see cref="Contracts.Api.ClaimVerdict"/>.</summary>
    public required string Result { get; init; }
}

/// <summary>That a claim's evidence is of a run.</summary>
sealed class ClaimCitation
{
    public required string File { get; init; }
    public required string Claim { get; init; }
    public required Guid RunId { get; init; }
}
