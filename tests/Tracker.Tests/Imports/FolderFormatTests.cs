using System.Text;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

/// <summary>MLflow's folders and W&amp;B's files.</summary>
public sealed class FolderFormatTests
{
    [Fact]
    public void An_MLflow_run_gives_its_metrics_by_file_and_line()
    {
        using var folder = new TempFolder();
        Write(folder, "0/meta.yaml", "name: Default\n");
        Write(folder, "0/abc/meta.yaml", "run_name: sweet-owl\nstart_time: 1700000000000\nstatus: 3\n");
        Write(folder, "0/abc/metrics/loss/seg", "1700000000000 0.5 1\n1700000001000 nan 2\n1700000002000 0.25 3 voc 4f2a\n1700000003000 x 4\n");
        Write(folder, "0/abc/metrics/miou", "1700000000000 67.2\n");
        Write(folder, "0/abc/params/lr", "6e-05");
        Write(folder, "0/abc/tags/mlflow.user", "me");
        Write(folder, "0/abc/artifacts/model.log", "Iter: 1; loss: 1\n");
        Write(folder, ".trash/def/meta.yaml", "run_name: gone\n");
        Write(folder, ".trash/def/metrics/loss", "1 1 1\n");

        var log = LogImporter.Read(folder.Path);

        log.Format.ShouldBe("mlflow");
        log.Points.Select(p => (p.Metric, p.Iteration, p.Text, p.Line, p.Part)).ShouldBe(
        [
            ("loss/seg", 1, "0.5", 1, "metrics/loss/seg"), ("loss/seg", 2, "nan", 2, "metrics/loss/seg"), ("loss/seg", 3, "0.25", 3, "metrics/loss/seg"),
            ("miou", 0, "67.2", 1, "metrics/miou"),
        ]);
        log.Unread.ShouldHaveSingleItem().ShouldBe(new UnreadLine(4, "1700000003000 x 4", "'x' is not a number") { Part = "metrics/loss/seg" });
        log.Parameters.ShouldContain(p => p.Name == "lr" && p.Text == "6e-05");
        log.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
    }

    [Fact]
    public void The_digest_of_a_folder_is_that_of_the_list_that_sha256sum_prints()
    {
        var source = Imported.Folder(LogFormats.Mlflow, ("params/b", "2"u8.ToArray()), ("params/a", "1"u8.ToArray()));

        var list = $"{Hash("1"u8)}  params/a\n{Hash("2"u8)}  params/b\n";
        source.Sha256.ShouldBe(Hash(Encoding.UTF8.GetBytes(list)));
    }

    [Fact]
    public void A_WandB_file_is_read_across_its_blocks()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => WandbRecords.History(i, ("loss", "0.5"), ("val/miou", "67.25"), ("_runtime", "12"), ("note", new string('x', 3).Insert(0, "\"") + "\"")));
        var bytes = WandbRecords.File([WandbRecords.Config(("lr", "0.0001"), ("backbone", "\"deit\""), ("_wandb", "{}")), .. rows, WandbRecords.Summary(("val/miou", "67.25"))]);
        bytes.Length.ShouldBeGreaterThan(3 * 32768);

        var log = Imported.Of(bytes, "run-x.wandb");

        log.Format.ShouldBe("wandb");
        log.Unread.ShouldBeEmpty();
        log.Points.Where(p => p.Metric == "loss").Select(p => p.Iteration).ShouldBe(Enumerable.Range(0, 3000));
        log.Points.Count(p => p.Metric == "val/miou" && p.Text == "67.25").ShouldBe(3000);
        log.Parameters.Select(p => (p.Name, p.Text)).ShouldBe([("lr", "0.0001"), ("backbone", "deit")]);
        log.Statements.ShouldHaveSingleItem().Subject.ShouldBe("summary/val/miou");
    }

    [Fact]
    public void A_damaged_block_costs_what_is_in_it_and_no_more()
    {
        var bytes = WandbRecords.File(Enumerable.Range(0, 3000).Select(i => WandbRecords.History(i, ("loss", "0.5"))));
        bytes[40_000] ^= 1; // in the second block

        var log = Imported.Of(bytes, "run-x.wandb");

        log.Unread.ShouldNotBeEmpty();
        log.Unread[0].Reason.ShouldContain("checksum");
        log.Points[0].Iteration.ShouldBe(0);
        log.Points[^1].Iteration.ShouldBe(2999);
        log.Points.Count.ShouldBeInRange(1500, 2990);
    }

    [Fact]
    public void A_file_that_ends_within_a_record_tells_so()
    {
        var bytes = WandbRecords.File(WandbRecords.History(0, ("loss", "0.5")), WandbRecords.History(1, ("loss", "0.25")));

        var log = Imported.Of(bytes[..^4], "run-x.wandb");

        log.Points.ShouldHaveSingleItem().Value.ShouldBe(0.5);
        log.Unread.ShouldHaveSingleItem().Reason.ShouldContain("the file ends within it");
    }

    [Fact]
    public void Every_folder_of_event_files_is_a_run()
    {
        using var folder = new TempFolder();
        foreach (var run in (string[])["a", "b"])
        {
            Directory.CreateDirectory(folder.Sub(run));
            File.WriteAllBytes(folder.Sub(run, "events.out.tfevents.1"), EventRecords.File(EventRecords.Scalar("loss", 1, 1)));
        }
        File.WriteAllBytes(folder.Sub("a", "events.out.tfevents.2"), EventRecords.File(EventRecords.Scalar("loss", 2, 2)));

        var sources = LogImporter.Find(folder.Path);

        sources.Select(s => s.Name).ShouldBe(["a", "b"]);
        LogImporter.Read(sources[0]).Points.Select(p => (p.Iteration, p.Part)).ShouldBe([(1, "events.out.tfevents.1"), (2, "events.out.tfevents.2")]);
        Should.Throw<Contracts.UserErrorException>(() => LogImporter.Read(folder.Path)).Message.ShouldContain("2 logs");
    }

    static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    static void Write(TempFolder folder, string name, string text)
    {
        var path = folder.Sub(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
