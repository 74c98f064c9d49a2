namespace Platform.Trainer.Verification;

/// <summary>Fixtures of Learning Pseudo Label (goldens/README-2.md).</summary>
static class LearningPseudoLabelFixtures
{
    public static readonly (string, FixtureRule)[] Rules = [];
}
