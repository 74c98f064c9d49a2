namespace Platform.Trainer.Verification;

/// <summary>Fixtures of WeCLIP and Refined Pseudo-Label (goldens/README-2.md).</summary>
static class WeClipFixtures
{
    public static readonly (string, FixtureRule)[] Rules = [];
}
