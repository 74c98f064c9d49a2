using Platform.TestKit;

namespace Platform.Trainer.Tests.Data;

/// <summary>A folder of one test's own, gone with it.</summary>
sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-data-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => TempFolder.Delete(Path);
}
