namespace Platform.Trainer.Sweeps;

/// <summary>What a sweep is after: <c>miou/SPLIT/OUTPUT</c>, percent, the more the better.</summary>
public sealed record SweepObjective(string Split, string Output)
{
    public static readonly SweepObjective Default = new("val", "seg");

    /// <summary>Null where the text is none.</summary>
    public static SweepObjective? Parse(string text) =>
        text.Split('/') is ["miou", { Length: > 0 } split, { Length: > 0 } output] ? new(split, output) : null;

    public override string ToString() => $"miou/{Split}/{Output}";
}
