using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>One or two students of equal build and separate weights under the published names <c>branch1</c>, <c>branch2</c> (dupl.md §1.4).</summary>
sealed class DuplNetwork : nn.Module
{
    /// <param name="students">One or two.</param>
    public DuplNetwork(params IReadOnlyList<SegmentationNetwork> students) : base(nameof(DuplNetwork))
    {
        Students = students;
        for (var s = 0; s < students.Count; s++)
            register_module($"branch{s + 1}", students[s]);
    }

    /// <param name="classes">Foreground classes.</param>
    public DuplNetwork(TrainingConfig config, int classes) : this(Create(DuPL.Definition.Complete(config), classes))
    {
    }

    public IReadOnlyList<SegmentationNetwork> Students { get; }

    /// <summary>The students as evaluations name them.</summary>
    public IEnumerable<(string Name, SegmentationNetwork Student)> Named =>
        Students.Select((student, i) => (Students.Count == 1 ? "student" : $"student-{i + 1}", student));

    static IReadOnlyList<SegmentationNetwork> Create(TrainingConfig config, int classes)
    {
        var first = new SegmentationNetwork(config.Backbone, config.Decoder, classes);
        if (!config.Switches["dual-student"])
            return [first];
        var second = new SegmentationNetwork(config.Backbone, config.Decoder, classes);
        if (config.Switches["common-start"])
            second.CopyEncoder(first);
        return [first, second];
    }
}
