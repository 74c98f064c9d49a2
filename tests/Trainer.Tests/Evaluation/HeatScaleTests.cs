using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Tests.Evaluation;

public sealed class HeatScaleTests
{
    [Fact]
    public void Lightness_only_grows()
    {
        var light = Enumerable.Range(0, 256).Select(i => HeatScale.At((byte)i)).Select(c => 0.2126 * c.R + 0.7152 * c.G + 0.0722 * c.B).ToArray();
        for (var i = 8; i < 256; i++)
            light[i].ShouldBeGreaterThan(light[i - 8]);
    }
}
