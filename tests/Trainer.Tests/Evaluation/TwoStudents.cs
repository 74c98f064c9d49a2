using Platform.Trainer.Losses;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Evaluation;

/// <summary>Two students that know one answer each, whatever the image: the first says class 1, the second background.</summary>
sealed class TwoStudents(int classes) : ISegmentationMethod
{
    public nn.Module Network { get; } = nn.Linear(1, 1);

    public string? Pretrained => null;

    public string PhaseAt(int iteration) => "only";

    public LossTerms Losses(TensorBatch batch, int iteration) => throw new NotSupportedException();

    public IEnumerable<(string Output, string Network, Tensor Cam)> Cams(Tensor images) =>
        [("cam", "student-1", Always(images, classes, 0)), ("cam", "student-2", zeros(images.shape[0], classes, 4, 4))];

    /// <summary>The first student sees every class in every image, the second none.</summary>
    public IEnumerable<(string Network, Tensor Logits)> Tags(Tensor images) =>
        [("student-1", ones(images.shape[0], classes)), ("student-2", -ones(images.shape[0], classes))];

    public IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images) =>
        [("student-1", Always(images, classes + 1, 1)), ("student-2", Always(images, classes + 1, 0))];

    public void Dispose() => Network.Dispose();

    // (B,channels,4,4): one channel high
    static Tensor Always(Tensor images, int channels, int channel)
    {
        var maps = zeros(images.shape[0], channels, 4, 4);
        maps[.., channel] = 5;
        return maps;
    }
}
