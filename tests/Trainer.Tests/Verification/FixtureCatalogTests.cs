using Platform.TestKit;
using Platform.Trainer.Verification;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Verification;

public sealed class FixtureCatalogTests
{
    public static TheoryData<string> Goldens()
    {
        var stems = new TheoryData<string>();
        if (SharedFolder.Path is { } shared)
            foreach (var path in Directory.GetFiles(Path.Combine(shared, "goldens"), "*.safetensors").Order())
                stems.Add(Path.GetFileNameWithoutExtension(path));
        return stems;
    }

    [SharedTheory]
    [MemberData(nameof(Goldens))]
    public void The_implementation_gives_the_authors_numbers(string stem)
    {
        var path = Path.Combine(SharedFolder.Path!, "goldens", stem + ".safetensors");
        var result = FixtureCatalog.Check(path, CPU).Single();
        result.Known.ShouldBeTrue($"no rule for {stem}");
        result.Failures.ShouldBeEmpty();
        // what only a user can supply; nothing else may be left out
        if (result.Skipped is { } reason)
            reason.ShouldContain(ClipVocabularyVariable.Name);
    }
}
