namespace Platform.Contracts.Api;

/// <summary>A claims file that the tracker keeps, and audits again whenever its evidence changes.</summary>
public sealed record PublishedClaims
{
    /// <summary>Its name in addresses.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset AuditedAt { get; init; }

    /// <summary>How many claims have each verdict.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Logs that are kept with it.</summary>
    public required IReadOnlyList<KeptLogInfo> Logs { get; init; }

    /// <summary>Names of the logs and runs that were evidence.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>About the evidence itself.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required AuditSelection Selection { get; init; }
}

/// <summary>A log kept with a claims file.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record KeptLogInfo(string Name, string Sha256, long Bytes);

/// <summary>What was chosen from the runs behind the claims.</summary>
public sealed record AuditSelection(IReadOnlyList<SelectionOfRuns> Groups, IReadOnlyList<SelectionOfSeries> Series);

/// <summary>Runs of one configuration: those launched against those reported.</summary>
public sealed record SelectionOfRuns
{
    public required string Name { get; init; }
    public required int Launched { get; init; }
    public required int Completed { get; init; }
    public required int Failed { get; init; }
    public required int Stopped { get; init; }
    public required IReadOnlyList<int> Seeds { get; init; }
    public required IReadOnlyList<int> ReportedSeeds { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>One series of evaluations of a run or log: its last against its best, percent.</summary>
public sealed record SelectionOfSeries(string Evidence, string Series, string? Split, int Evaluations, double Last, double Best, IReadOnlyList<string> Warnings);

/// <summary>Which claims of which files are wanted.</summary>
public sealed record ClaimsRequest
{
    public string? File { get; init; }

    /// <summary>None: any.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    /// <summary>Those whose evidence is of this run.</summary>
    public Guid? Run { get; init; }

    /// <summary>Part of an id, a source or a text.</summary>
    public string? Search { get; init; }

    public int Skip { get; init; }
    public int Take { get; init; } = 100;
}

/// <summary>Claims of all files, one page.</summary>
/// <param name="Counts">How many have each verdict, were verdicts not asked for.</param>
public sealed record ClaimsPage(int Total, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<PublishedClaim> Claims);

/// <summary>A claim of a file.</summary>
public sealed record PublishedClaim(string File, ClaimVerdict Claim);

/// <summary>A claim with what stands at the places it cites.</summary>
public sealed record ClaimDetail
{
    public required PublishedClaims File { get; init; }
    public required ClaimVerdict Claim { get; init; }

    /// <summary>The claim as the file states it.</summary>
    public required Excerpt Stated { get; init; }

    public required IReadOnlyList<Excerpt> Excerpts { get; init; }
}

/// <summary>Lines of a log, a journal or a claims file, around a place that is cited.</summary>
/// <param name="Place">For people.</param>
/// <param name="Run">Of a journal.</param>
/// <param name="Note">What a reader should know of the excerpt; absent where there is nothing.</param>
public sealed record Excerpt(string Place, Guid? Run, string? Note, IReadOnlyList<ExcerptLine> Lines);

/// <summary>A line, perhaps cut, with the number that is cited marked in it.</summary>
/// <param name="Number">Its line, or its sequence in a journal.</param>
/// <param name="Mark">Where in <paramref name="Text"/> the mark begins; absent on lines around.</param>
/// <param name="IsCited">Whether the place is this line.</param>
public sealed record ExcerptLine(long Number, string Text, bool IsCited, int? Mark = null, int MarkLength = 0);
