using Platform.Contracts;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Tests.Config;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("iteratoins", "iterations")]
    [InlineData("Seed", "seed")]
    [InlineData("learning", null)]
    [InlineData("x", null)]
    public void Only_a_typing_error_away_counts_as_near(string written, string? nearest) =>
        Spelling.Nearest(written, ["iterations", "seed", "learningRate"]).ShouldBe(nearest);
}
