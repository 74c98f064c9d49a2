using Platform.Contracts.Api;

namespace Platform.Dashboard.Audits;

/// <summary>A claims file that is being written: what it comes to, and whether it is kept.</summary>
public sealed class NewClaimsView(TrackerClient tracker)
{
    public const int MostBytes = 4 << 20;
    public const long MostLogBytes = 64 << 20;

    /// <summary>Shown where no claims are given yet.</summary>
    public const string Example = "claims:\n  - id: ours\n    source: table 1\n    text: 72.2 mIoU on val\n    run: name or id of a run\n    number: { value: 72.2, split: val, select: last }";

    public string Claims { get; set; } = "";

    /// <summary>What it is kept as.</summary>
    public string Name { get; set; } = "";

    public List<(string Name, byte[] Bytes)> Logs { get; } = [];
    public bool IsBusy { get; private set; }
    public AuditResult? Result { get; private set; }

    /// <summary>Why there is no result.</summary>
    public string? Failure { get; private set; }

    public bool CanCheck => !IsBusy && !string.IsNullOrWhiteSpace(Claims);
    public bool CanPublish => CanCheck && !string.IsNullOrWhiteSpace(Name);

    /// <summary>A name that goes with a file's name.</summary>
    public static string NameOf(string file) =>
        string.Concat(Path.GetFileNameWithoutExtension(file).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.', '-', '_');

    /// <summary>What the claims come to over the tracker's runs and the logs given; nothing is kept.</summary>
    public Task CheckAsync() => AskAsync(() => tracker.AuditAsync(Claims, Given));

    /// <returns>Whether the claims are kept now.</returns>
    public async Task<bool> PublishAsync()
    {
        await AskAsync(() => tracker.PublishClaimsAsync(Name.Trim(), Claims, Given));
        return Result is { Faults.Count: 0 };
    }

    /// <summary>Says why a file was not taken.</summary>
    public void Refuse(string why) => Failure = why;

    IEnumerable<(string, Stream)> Given => Logs.Select(l => (l.Name, (Stream)new MemoryStream(l.Bytes)));

    async Task AskAsync(Func<Task<AuditResult>> ask)
    {
        (IsBusy, Failure) = (true, null);
        try
        {
            Result = await ask();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            (Result, Failure) = (null, $"The tracker does not answer: {e.Message}");
        }
        finally
        {
            IsBusy = false;
        }
    }
}
