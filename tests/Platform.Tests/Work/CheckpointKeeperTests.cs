using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Work;

namespace Platform.Tests.Work;

/// <summary>Which copies of checkpoints stay in the archive while a run is trained.</summary>
public sealed class CheckpointKeeperTests : IDisposable
{
    readonly TempFolder _home = new();
    readonly Guid _run = Guid.CreateVersion7();
    volatile SavedCheckpoint[] _stored = [];

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_newest_two_and_the_best_stay()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        await using (var keeper = Keeper(archive))
            for (var iteration = 10; iteration <= 50; iteration += 10)
            {
                var saved = Save(iteration, "", isBest: iteration == 20);
                _stored = [.. _stored, new(iteration, 1, saved.Path, saved.Sha256, saved.SizeBytes, saved.IsBest, null)];
                keeper.Event(saved);
                // copied one by one, as when training takes longer
                await Eventually.Holds(async () => (await archive.ListAsync(_run, CancellationToken.None)).Contains(saved.Sha256), "it is copied");
            }
        (await CopiesAsync(archive)).ShouldBe([20, 40, 50]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Who_has_lost_the_lease_removes_no_copy_that_another_may_go_on_from()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        // the second attempt went on from 20 while the first, of which nothing is taken any more, was thought dead
        foreach (var (iteration, attempt, by) in new[] { (10, 1, ""), (20, 1, ""), (30, 2, "second") })
        {
            var saved = Save(iteration, by, isBest: false);
            _stored = [.. _stored, new(iteration, attempt, saved.Path, saved.Sha256, saved.SizeBytes, false, null)];
            using var content = File.OpenRead(Path.Combine(Folder.Path, saved.Path));
            await archive.PutAsync(_run, saved, content, CancellationToken.None);
        }
        await using (var lost = Keeper(archive))
            for (var iteration = 30; iteration <= 60; iteration += 10)
                lost.Event(Save(iteration, "first", isBest: true));

        (await CopiesAsync(archive)).ShouldBe([20, 30], "what the tracker does not hold is the lost attempt's alone");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_run_that_has_ended_leaves_here_only_what_is_nowhere_else()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        CheckpointSaved[] saved = [.. new[] { 10, 20, 30, 40 }.Select(i => Save(i, "", isBest: i == 20))];
        foreach (var copied in saved.Where(c => c.Iteration != 30))
            using (var content = File.OpenRead(Path.Combine(Folder.Path, copied.Path)))
                await archive.PutAsync(_run, copied, content, CancellationToken.None);
        // the copy of 10 is damaged, there is none of 30, and the tracker was never told of 40
        File.WriteAllText(_home.Sub("archive", _run.ToString(), saved[0].Sha256 + ".safetensors"), new string('x', (int)saved[0].SizeBytes));
        _stored = [.. saved.Take(3).Select(c => new SavedCheckpoint(c.Iteration, 1, c.Path, c.Sha256, c.SizeBytes, c.IsBest, null))];

        (await new LocalCheckpoints(archive, Tracker).RemoveAsync(_run, Folder, CancellationToken.None)).ShouldBe(saved[1].SizeBytes);

        Directory.GetFiles(Folder.Checkpoints).Select(Path.GetFileName).Order()
            .ShouldBe(["iteration-0000010.safetensors", "iteration-0000030.safetensors", "iteration-0000040.safetensors"]);
        (await archive.FetchAsync(_run, saved[1], _home.Sub("again"), CancellationToken.None)).ShouldBeTrue();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_file_that_another_attempt_wrote_under_the_same_name_stays()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        var saved = Save(10, "first", isBest: false);
        using (var content = File.OpenRead(Path.Combine(Folder.Path, saved.Path)))
            await archive.PutAsync(_run, saved, content, CancellationToken.None);
        _stored = [new(10, 1, saved.Path, saved.Sha256, saved.SizeBytes, false, null)];
        Save(10, "other", isBest: false);
        (await new LocalCheckpoints(archive, Tracker).RemoveAsync(_run, Folder, CancellationToken.None)).ShouldBe(0);
        Directory.GetFiles(Folder.Checkpoints).ShouldHaveSingleItem();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_tracker_that_is_away_costs_no_copy()
    {
        var archive = new FolderArchive(_home.Sub("archive"));
        var saved = Save(10, "", isBest: false);
        await using (var keeper = new CheckpointKeeper(archive, new(new(new Answers(() => throw new HttpRequestException("away"))) { BaseAddress = new("http://tracker/") }), _run, Folder, NullLogger.Instance))
            keeper.Event(saved);
        (await archive.ListAsync(_run, CancellationToken.None)).ShouldBe([saved.Sha256]);
    }

    public void Dispose() => _home.Dispose();

    RunFolder Folder => RunFolder.Of(_home.Path, _run);

    TrackerClient Tracker => new(new(new Answers(() => new() { Content = JsonContent.Create(_stored, options: JournalJson.Options) })) { BaseAddress = new("http://tracker/") });

    CheckpointKeeper Keeper(ICheckpointArchive archive) => new(archive, Tracker, _run, Folder, NullLogger.Instance);

    /// <summary>The iterations of those copies that the tracker tells of.</summary>
    async Task<int[]> CopiesAsync(ICheckpointArchive archive)
    {
        var copies = await archive.ListAsync(_run, CancellationToken.None);
        return [.. _stored.Where(c => copies.Contains(c.Sha256)).Select(c => c.Iteration)];
    }

    CheckpointSaved Save(int iteration, string by, bool isBest)
    {
        var text = $"{iteration} {by}";
        Directory.CreateDirectory(Folder.Checkpoints);
        var path = Path.Combine(Folder.Checkpoints, $"iteration-{iteration:D7}.safetensors");
        File.WriteAllText(path, text);
        return new()
        {
            Iteration = iteration,
            Path = Path.GetRelativePath(Folder.Path, path),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            SizeBytes = text.Length,
            IsBest = isBest,
        };
    }

    sealed class Answers(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
