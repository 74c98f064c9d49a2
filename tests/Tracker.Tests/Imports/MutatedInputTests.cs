using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Contracts;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

/// <summary>Whatever becomes of a file, an importer reads it or says why it cannot.</summary>
public sealed class MutatedInputTests
{
    const int Inputs = 10_000;

    static readonly (string Name, byte[] Bytes)[] s_seeds =
    [
        ("train.log", Encoding.UTF8.GetBytes("""
            args: Namespace(a=1, scales=(0.5, 2), path=PosixPath('x'),
            nested={'b': [1, 2], 'c': {'d': "e"}}, seed=0)
            2023-09-26 21:53:33,750 - train.py - INFO: Iter: 200; Elasped: 0:03:14; ETA: 1 day, 5:20:06; LR: 7.960e-06; cls_loss: 1.9152 | ptc_loss: 0.8992
             overall_loss: 6.4637, cls_acc: 0.334,  reg_loss: -0.2222 ...
            teacher: cls:0.97, clsaux: 0.96
            +-------+--------+---------+
            | Class |  CAM   | Seg_crf |
            +=======+========+=========+
            | bg    | 91.447 | 86.363  |
            +-------+--------+---------+
            | mIoU  | 72.929 | 60.893  |
            +-------+--------+---------+
            segs score:
            {'pAcc': 0.89, 'miou': 0.63, 'iou': {0: 0.87, 1: 0.77}}
            Training time 8:39:10 Best val Seg IoU: 75.72
            """)),
        ("summary.txt", Encoding.UTF8.GetBytes("Dataset: COCO\nBatch size: 8\n\nIteration 60,000:\n  Validation mIoU: 51.92%\nFinal Test Performance:\n  COCO val2017: 53.39% mIoU\n")),
        ("events.out.tfevents.1", EventRecords.File(EventRecords.Scalar("a", 1, 1), EventRecords.TensorScalar("b", 2, 2), EventRecords.Picture("c", 3, 40))),
        ("run-x.wandb", WandbRecords.File(WandbRecords.Config(("lr", "0.1")), WandbRecords.History(1, ("loss", "0.5"), ("nested", "{\"a\": 1}")), WandbRecords.Summary(("miou", "60")))),
        ("metrics.csv", "step,loss,\"miou\"\n1,0.5,\n2,\"0.25\",67.2\n"u8.ToArray()),
        ("iou.csv", "Class,CAM,Seg\ncat,70,80\nmIoU,70,80\n"u8.ToArray()),
        ("log.jsonl", "{\"seed\": 1}\n{\"iter\": 1, \"loss\": 0.5, \"IoU.cat\": 0.5, \"mIoU\": 0.5}\n"u8.ToArray()),
        ("metrics/loss", "1700000000000 0.5 1\n1700000001000 nan 2\n"u8.ToArray()),
        ("meta.yaml", "run_name: owl\nstart_time: 1700000000000\n"u8.ToArray()),
    ];

    static readonly byte[] s_telling = Encoding.UTF8.GetBytes("0123456789.,:;|+-=()[]{}'\"\\ \t\r\n%eEnN_/\0\u001b\u00ff");

    /// <summary>A change of a file: what is done, where (as a part of its length), how far, and with which byte.</summary>
    public sealed record Edit(int Kind, double At, int Length, byte Byte);

    static Gen<Edit> Edits =>
        from kind in Gen.Choose(0, 6)
        from at in Gen.Choose(0, 10_000)
        from length in Gen.Frequency((4, Gen.Choose(0, 8)), (1, Gen.Choose(0, 400)))
        from any in Gen.Choose(0, 255)
        from telling in Gen.Elements(s_telling)
        from isTelling in Gen.Choose(0, 2)
        select new Edit(kind, at / 10_000.0, length, isTelling > 0 ? telling : (byte)any);

    [Fact]
    public void Ten_thousand_changed_files_are_read_or_refused_in_one_line()
    {
        var (read, refused) = (0, 0);
        var inputs = (from seed in Gen.Choose(0, s_seeds.Length - 1)
                      from count in Gen.Choose(1, 12)
                      from edits in Edits.ArrayOf(count)
                      select (Seed: seed, Edits: edits)).ToArbitrary();

        Prop.ForAll(inputs, input =>
        {
            var bytes = input.Edits.Aggregate(s_seeds[input.Seed].Bytes, Apply);
            if (Import(s_seeds[input.Seed].Name, bytes))
                read++;
            else
                refused++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Inputs).WithQuietOnSuccess(true));

        (read + refused).ShouldBe(Inputs);
        read.ShouldBeGreaterThan(Inputs / 2, "most changes leave something to read");
        refused.ShouldBeGreaterThan(0);
    }

    static bool Import(string name, byte[] bytes)
    {
        try
        {
            var source = name.Contains('/') || name == "meta.yaml" ? Imported.Folder(LogFormats.Mlflow, (name, bytes)) : Imported.Source(bytes, name);
            using var journal = new MemoryStream();
            ImportedRun.Of(source).WriteTo(journal);
            journal.Length.ShouldBeGreaterThan(0);
            return true;
        }
        catch (UserErrorException e)
        {
            e.Message.ShouldNotContain("\n");
            return false;
        }
    }

    static byte[] Apply(byte[] bytes, Edit edit)
    {
        var at = (int)(edit.At * bytes.Length);
        var length = Math.Min(edit.Length, bytes.Length - at);
        ReadOnlySpan<byte> before = bytes.AsSpan(0, at), cut = bytes.AsSpan(at, length), after = bytes.AsSpan(at + length);
        return edit.Kind switch
        {
            0 => [.. before, .. after],
            1 => [.. before, .. Enumerable.Repeat(edit.Byte, edit.Length), .. cut, .. after],
            2 => [.. before, .. cut, .. cut, .. after],
            3 => [.. before],
            4 when length > 0 => [.. before, (byte)(cut[0] ^ 1 << edit.Byte % 8), .. cut[1..], .. after],
            5 when length > 0 => [.. before, edit.Byte, .. cut[1..], .. after],
            6 => [.. after, .. before, .. cut],
            _ => bytes,
        };
    }
}
