using Spectre.Console;
using Spectre.Console.Rendering;

namespace Platform.Training;

/// <summary>Phase, losses and the last mIoU of the one task shown, as <see cref="TaskReporter"/> leaves them here.</summary>
sealed class LossColumn : ProgressColumn
{
    volatile string _text = "";

    public void Show(string text) => _text = text;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(_text).Overflow(Overflow.Ellipsis);
}
