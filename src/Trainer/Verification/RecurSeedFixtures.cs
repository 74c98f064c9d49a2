namespace Platform.Trainer.Verification;

/// <summary>Fixtures of RecurSeed and EdgePredictMix (goldens/README-2.md).</summary>
static class RecurSeedFixtures
{
    public static readonly (string, FixtureRule)[] Rules = [];
}
