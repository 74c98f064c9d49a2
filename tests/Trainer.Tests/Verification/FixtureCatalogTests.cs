using Platform.Contracts;
using Platform.TestKit;
using Platform.Trainer.Tests.Data;
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
        result.Uncompared.ShouldBeEmpty("an expected output is looked at by nothing");
    }

    [Theory]
    [InlineData("dupl_ptc_loss", "dupl_ptc_loss_b")]
    [InlineData("dupl_ptc_loss", "dupl_ptc_loss_single_label_h")]
    [InlineData("dupl_par", "dupl_par_refine_upsampled_mask_b")]
    [InlineData("dupl_cam_to_label", "dupl_cam_to_label_h")]
    [InlineData("toco_seg_loss", "toco_seg_loss_edge_case_b")]
    [InlineData("rs_deeplabv2", "rs_deeplabv2_resnet101_os8")]
    [InlineData("rs_rsepm", "rs_rsepm_resnet50_os8")]
    public void Further_files_of_a_function_are_checked_by_its_rule(string known, string stem) =>
        FixtureCatalog.RuleOf(stem).ShouldBe(FixtureCatalog.RuleOf(known).ShouldNotBeNull());

    [Theory]
    [InlineData("dupl_ptc_losses")]
    [InlineData("dupl")]
    [InlineData("b_dupl_ptc_loss")]
    [InlineData("")]
    public void A_name_that_only_resembles_a_rules_has_none(string stem) => FixtureCatalog.RuleOf(stem).ShouldBeNull();

    [Fact]
    public void What_cannot_be_read_or_lacks_a_tensor_fails_by_name_and_the_rest_is_checked()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder["dupl_cls_loss_broken.safetensors"], "this is no safetensors file");
        File.WriteAllBytes(folder["dupl_cls_loss_empty.safetensors"], []);
        SomeFixture.Write(folder["dupl_cls_loss_lacking.safetensors"], ("in.logits", [1, 2], [1, -1]));
        SomeFixture.Write(folder["nobody_knows_it.safetensors"], ("in.x", [1], [0]));
        SomeFixture.Write(folder["toco_seg_loss_b.safetensors"],
            ("in.even.pred", [1, 2, 1, 1], [0, 0]), ("in.even.label", [1, 1, 1], [1]), ("out.even.loss", [1], [float.NaN]));

        var results = FixtureCatalog.Check(folder[""], CPU).ToArray();

        results.Select(r => (r.Stem, r.Known, r.Passed)).ShouldBe(
        [
            ("dupl_cls_loss_broken", true, false), ("dupl_cls_loss_empty", true, false), ("dupl_cls_loss_lacking", true, false),
            ("nobody_knows_it", false, false), ("toco_seg_loss_b", true, true),
        ]);
        results[2].Failures.ShouldHaveSingleItem().ShouldContain("'in.labels'");
        foreach (var failed in results.Where(r => r.Known && !r.Passed))
            failed.Failures.ShouldHaveSingleItem().ShouldNotContain("\n");
    }

    [Fact]
    public void A_rule_that_throws_has_failed_with_what_it_threw()
    {
        using var folder = new ScratchFolder();
        SomeFixture.Write(folder["x.safetensors"], ("out.y", [1], [0]));
        FixtureCatalog.CheckFile(folder["x.safetensors"], CPU, (_, _) => throw new InvalidOperationException("no way\nat all"))
            .Failures.ShouldBe(["InvalidOperationException: no way"]);
    }

    [Fact]
    public void A_rule_that_compares_nothing_has_checked_nothing()
    {
        using var folder = new ScratchFolder();
        SomeFixture.Write(folder["x.safetensors"], ("out.y", [1], [0]));
        var result = FixtureCatalog.CheckFile(folder["x.safetensors"], CPU, (_, _) => { });
        result.Passed.ShouldBeFalse();
        result.Failures.ShouldBe(["its rule compared nothing"]);
    }

    [Fact]
    public void A_folder_without_fixtures_and_a_path_to_nothing_are_errors()
    {
        using var folder = new ScratchFolder();
        Should.Throw<UserErrorException>(() => FixtureCatalog.Check(folder[""], CPU)).Message.ShouldContain("no .safetensors");
        Should.Throw<UserErrorException>(() => FixtureCatalog.Check(folder["nowhere"], CPU)).Message.ShouldContain("nowhere");
    }
}
