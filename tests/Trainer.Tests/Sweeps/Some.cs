using Platform.Trainer.Sweeps;

namespace Platform.Trainer.Tests.Sweeps;

static class Some
{
    /// <summary>A sweep over the tiny configuration, with these keys as well.</summary>
    public static SweepFile SweepFile(string yaml)
    {
        var faults = new SweepFaults("s.yaml");
        var file = new SweepDocument("s.yaml", faults).Read(YamlTree.Parse("name: s\nbase: tiny-shapes\n" + yaml, "s.yaml", faults)!)!;
        faults.InOrder.ShouldBeEmpty();
        return file;
    }
}
