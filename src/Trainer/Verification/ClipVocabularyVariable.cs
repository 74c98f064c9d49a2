namespace Platform.Trainer.Verification;

/// <summary>Where CLIP's published vocabulary is, which is not ours to ship.</summary>
public static class ClipVocabularyVariable
{
    public const string Name = "PLATFORM_TEST_CLIP_VOCABULARY";

    /// <summary>Null where it is not set.</summary>
    public static string? Value => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } path ? path : null;
}
