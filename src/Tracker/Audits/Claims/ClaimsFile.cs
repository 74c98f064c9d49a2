namespace Platform.Tracker.Audits.Claims;

/// <summary>What was reported, in the order of the file; ids are unique.</summary>
sealed record ClaimsFile(string Path, IReadOnlyList<Claim> Claims)
{
    public Claim? Find(string id) => Claims.FirstOrDefault(c => c.Id == id);
}
