using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Work;

namespace Platform.Tests.Work;

/// <summary>Where checkpoints lie that other machines resume from, and which of them a run goes on from.</summary>
public sealed class ArchiveTests : IDisposable
{
    readonly TempFolder _home = new();
    readonly Guid _run = Guid.CreateVersion7();

    RunFolder Folder => RunFolder.Of(_home.Path, _run);

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_copy_comes_back_only_with_the_content_that_was_asked_for(bool bucket)
    {
        await using var server = await BucketServer.StartAsync();
        var archive = Open(bucket, server);
        var (first, second) = (Saved(10, "ten"), Saved(20, "twenty"));
        await PutAsync(archive, first, "ten");
        await PutAsync(archive, second, "twenty");
        await PutAsync(archive, second, "twenty");

        (await archive.FetchAsync(_run, second, _home.Sub("there"), CancellationToken.None)).ShouldBeTrue();
        File.ReadAllText(_home.Sub("there")).ShouldBe("twenty");
        (await archive.FetchAsync(_run, Saved(20, "other!"), _home.Sub("other"), CancellationToken.None)).ShouldBeFalse();
        (await archive.FetchAsync(Guid.CreateVersion7(), second, _home.Sub("other"), CancellationToken.None)).ShouldBeFalse("of another run");

        (await archive.ListAsync(_run, CancellationToken.None)).ShouldBe([first.Sha256, second.Sha256], ignoreOrder: true);
        (await archive.ListAsync(Guid.CreateVersion7(), CancellationToken.None)).ShouldBeEmpty();
        await archive.RemoveAsync(_run, first.Sha256, CancellationToken.None);
        await archive.RemoveAsync(_run, first.Sha256, CancellationToken.None);
        (await archive.FetchAsync(_run, first, _home.Sub("gone"), CancellationToken.None)).ShouldBeFalse();
        (await archive.FetchAsync(_run, second, _home.Sub("kept"), CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_copy_is_none()
    {
        await using var server = await BucketServer.StartAsync();
        var archive = Open(bucket: true, server);
        var saved = Saved(10, "ten");
        await PutAsync(archive, saved, "ten");
        server.Objects[server.Objects.Keys.Single()] = "TEN"u8.ToArray();
        (await archive.FetchAsync(_run, saved, _home.Sub("there"), CancellationToken.None)).ShouldBeFalse();
        File.Exists(_home.Sub("there")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_goes_on_from_the_newest_checkpoint_no_later_attempt_left_behind()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        // 30 was saved, but the second attempt went on from 10 and died before it saved
        Journal(Saved(10, "ten"), Saved(30, "thirty"), new RunResumed { FromIteration = 10, Checkpoint = "checkpoints/x", Host = "b", Device = "cpu" });
        Write(30, "thirty");
        await PutAsync(archive, Saved(10, "ten"), "ten");

        var newest = await new CheckpointChoice(Folder, archive).PrepareAsync(_run, CancellationToken.None);

        newest.ShouldNotBeNull().Iteration.ShouldBe(10);
        Trainer.Checkpoints.CheckpointStore.Newest(Folder).ShouldBe(PathOf(10));
        File.ReadAllText(PathOf(10)).ShouldBe("ten");
    }

    [Fact]
    public async Task A_file_the_journal_does_not_tell_of_is_not_resumed_from()
    {
        Journal(Saved(10, "ten"), Saved(20, "twenty"));
        Write(10, "ten");
        Write(20, "of an attempt that had lost its lease");
        Write(40, "of an attempt that had lost its lease");
        var newest = await new CheckpointChoice(Folder, archive: null).PrepareAsync(_run, CancellationToken.None);
        newest.ShouldNotBeNull().Iteration.ShouldBe(10);
        Directory.GetFiles(Folder.Checkpoints).ShouldBe([PathOf(10)]);
    }

    [Fact]
    public async Task Without_any_the_run_begins_anew()
    {
        Journal(Saved(10, "ten"));
        (await new CheckpointChoice(Folder, archive: null).PrepareAsync(_run, CancellationToken.None)).ShouldBeNull();
    }

    public void Dispose() => _home.Dispose();

    ICheckpointArchive Open(bool bucket, BucketServer server) => bucket
        ? new S3Archive(new AmazonS3Client(new BasicAWSCredentials("key", "secret"), new AmazonS3Config
        {
            ServiceURL = server.Url, ForcePathStyle = true, AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        }), "lab", "runs")
        : new FolderArchive(_home.Sub("archive"));

    async Task PutAsync(ICheckpointArchive archive, CheckpointSaved checkpoint, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        await archive.PutAsync(_run, checkpoint, content, CancellationToken.None);
    }

    void Journal(params IRunEvent[] events)
    {
        using var journal = RunJournal.Open(Folder, _run, TimeProvider.System);
        foreach (var @event in events)
            journal.Append(@event);
        journal.Flush();
    }

    void Write(int iteration, string text)
    {
        Directory.CreateDirectory(Folder.Checkpoints);
        File.WriteAllText(PathOf(iteration), text);
    }

    string PathOf(int iteration) => Path.Combine(Folder.Checkpoints, $"iteration-{iteration:D7}.safetensors");

    static CheckpointSaved Saved(int iteration, string content) => new()
    {
        Iteration = iteration,
        Path = $"checkpoints/iteration-{iteration:D7}.safetensors",
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))),
        SizeBytes = content.Length,
        IsBest = false,
    };
}
