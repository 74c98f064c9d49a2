namespace Platform.Tracker.Audits.Packs;

/// <summary>Where things are in a pack.</summary>
static class PackPaths
{
    public const string Verdicts = "audit/verdicts.json";
    public const string Claims = "audit/claims.yaml";
    public const string PublicKey = "proofs/log.pub";

    public static string Journal(Guid run) => $"runs/{run}/journal.jsonl";
    public static string Config(Guid run) => $"runs/{run}/config.json";
    public static string Environment(Guid run) => $"runs/{run}/environment.json";
    public static string Checkpoints(Guid run) => $"runs/{run}/checkpoints.json";
    public static string Diff(Guid run) => $"runs/{run}/code.diff";
    public static string Proof(Guid run) => $"proofs/{run}.json";
}
