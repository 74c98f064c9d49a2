using Platform.Contracts;
using Platform.Trainer.Methods;

namespace Platform.Trainer.Tests.Methods;

public sealed class MethodCatalogTests
{
    static readonly TrainingConfig s_config = TrainingConfigReader.Read("tiny-shapes");

    [Fact]
    public void An_unknown_method_is_named_with_those_there_are()
    {
        var error = Should.Throw<UserErrorException>(() => MethodCatalog.Definition("dupla"));
        error.Message.ShouldContain("'dupla'");
        error.Message.ShouldContain("baseline");
    }

    [Fact]
    public void An_unknown_switch_or_loss_weight_is_named()
    {
        var definition = MethodCatalog.Definition("baseline");
        Should.Throw<UserErrorException>(() => definition.Check(s_config with { Switches = new Dictionary<string, bool> { ["ptx"] = true } }))
            .Message.ShouldContain("switches.ptx");
        Should.Throw<UserErrorException>(() => definition.Check(s_config with { LossWeights = new Dictionary<string, double> { ["sig"] = 1 } }))
            .Message.ShouldContain("lossWeights.sig");
    }

    [Fact]
    public void What_the_configuration_leaves_open_is_filled_in()
    {
        var complete = MethodCatalog.Definition("baseline").CompleteChecked(s_config with { Switches = new Dictionary<string, bool> { ["par"] = false } });
        complete.Switches["par"].ShouldBeFalse();
        complete.Switches["ptc"].ShouldBeTrue();
    }
}
