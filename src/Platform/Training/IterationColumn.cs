using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Platform.Training;

/// <summary>"340/1200 12.5 it/s"</summary>
sealed class IterationColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Value:0}/{task.MaxValue:0} {task.Speed ?? 0:0.0} it/s"));
}
