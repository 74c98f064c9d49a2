using Platform.Contracts;
using Platform.Contracts.Api;

namespace Platform.Tracker.Storage;

/// <summary>Which runs may go; all that is given must hold. A run marked audited never goes.</summary>
sealed record PruneRule
{
    /// <summary>Nothing was heard of it since.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>Only what people have archived.</summary>
    public bool Archived { get; init; }

    public string? Project { get; init; }

    /// <summary>Default: any but running.</summary>
    public RunStatus? Status { get; init; }

    /// <exception cref="UserErrorException">It would take runs nobody meant.</exception>
    public void Check()
    {
        if (QuietSince is null && !Archived)
            throw new UserErrorException("nothing says which runs may go; give --older-than DAYS, --archived or both");
        if (Status == RunStatus.Running && QuietSince is null)
            throw new UserErrorException("runs that are running may only go when nothing was heard of them; give --older-than DAYS too");
    }
}

/// <summary>A run that a rule takes.</summary>
sealed record PrunedRun(Guid Id, string? Project, string? Name, RunStatus Status, DateTimeOffset? UpdatedAt, long Entries);
