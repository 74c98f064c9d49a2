using System.ComponentModel.DataAnnotations;
using Platform.Contracts;

namespace Platform.Tracker;

/// <summary>Where the tracker keeps what it stores.</summary>
public sealed class TrackerOptions
{
    public const string Section = "Tracker";

    /// <summary>"sqlite" (default, embedded) or "postgres".</summary>
    [RegularExpression("sqlite|postgres", ErrorMessage = "Tracker:Database must be \"sqlite\" or \"postgres\"")]
    public string Database { get; set; } = "sqlite";

    /// <summary>An ADO.NET connection string of that database; default a file below the current folder.</summary>
    [Required(ErrorMessage = "Tracker:ConnectionString is empty; give the connection string of the database")]
    public string ConnectionString { get; set; } = "Data Source=data/tracker.db";

    /// <summary>Journal entries stored in one transaction, at most.</summary>
    [Range(1, 5000, ErrorMessage = "Tracker:BatchSize must be between 1 and 5000")]
    public int BatchSize { get; set; } = 300;

    /// <summary>How long an entry waits for others to share its transaction.</summary>
    [Range(1, 10_000, ErrorMessage = "Tracker:BatchMilliseconds must be between 1 and 10000")]
    public int BatchMilliseconds { get; set; } = 100;

    /// <summary>The least time between two notices that the same run changed.</summary>
    [Range(1, 60_000, ErrorMessage = "Tracker:NoticeMilliseconds must be between 1 and 60000")]
    public int NoticeMilliseconds { get; set; } = 200;

    /// <summary>A trainer of a sweep's cell that is silent for so long has lost it. Heartbeats come every two seconds.</summary>
    [Range(5, 3600, ErrorMessage = "Tracker:LeaseSeconds must be between 5 and 3600")]
    public int LeaseSeconds { get; set; } = 20;

    /// <summary>
    /// Answers over HTTP and stores nothing: a tracker on a read replica of the database. It takes no messages, never migrates, and
    /// refuses requests that change something.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <exception cref="UserErrorException">A setting cannot be used; the message names its key.</exception>
    internal void Check()
    {
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(this, new(this), wrong, validateAllProperties: true))
            throw new UserErrorException(wrong[0].ErrorMessage!);
    }
}
