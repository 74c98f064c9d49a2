using System.Text;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

public sealed class TensorBoardTests
{
    const string Name = "events.out.tfevents.1700000000.host";

    [Fact]
    public void The_checksums_are_those_of_their_standards()
    {
        // CRC-32C of "123456789" is e3069283, CRC-32 is cbf43926; masking is undone here
        var unmasked = System.Numerics.BitOperations.RotateLeft(Checksums.MaskedCrc32C("123456789"u8) - 0xA282EAD8, 15);
        unmasked.ShouldBe(0xE3069283);
        Checksums.Crc32((byte)'1', "23456789"u8).ShouldBe(0xCBF43926);
    }

    [Fact]
    public void Scalars_of_both_encodings_are_read_and_single_precision_is_told()
    {
        var log = Imported.Of(EventRecords.File(EventRecords.Scalar("seg/miou", 20, 69.215f), EventRecords.TensorScalar("loss", 21, 0.1)), Name);

        log.Format.ShouldBe("tensorboard");
        log.Points.ShouldBe(
        [
            new ImportedPoint("seg/miou", 20, 69.215f, "69.215", 2) { Float32 = true },
            new ImportedPoint("loss", 21, 0.1, "0.1", 3),
        ]);
        log.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        log.LineCount.ShouldBe(3);
    }

    [Fact]
    public void Hyper_parameters_become_settings_and_pictures_a_note()
    {
        var session = new WireWriter().Message(3, new WireWriter()
            .Message(1, new WireWriter().Text(1, "lr").Message(2, new WireWriter().Double(2, 0.0001)))
            .Message(1, new WireWriter().Text(1, "backbone").Message(2, new WireWriter().Text(3, "deit")))
            .Message(1, new WireWriter().Text(1, "amp").Message(2, new WireWriter().Integer(4, 1))));
        var hparams = EventRecords.Event(0, new WireWriter().Text(1, "_hparams_/session_start_info").Message(9, EventRecords.Plugin("hparams", session)));

        var log = Imported.Of(EventRecords.File(hparams, EventRecords.Picture("CAM/inputs", 1, 100)), Name);

        log.Parameters.Select(p => (p.Name, p.Text)).ShouldBe([("lr", "0.0001"), ("backbone", "deit"), ("amp", "True")]);
        log.Notes.ShouldBe(["'CAM/inputs' holds pictures: not taken"]);
    }

    [Fact]
    public void A_truncated_tail_is_told_and_what_came_before_is_kept()
    {
        var bytes = EventRecords.File(EventRecords.Scalar("a", 1, 1), EventRecords.Scalar("a", 2, 2));

        var log = Imported.Of(bytes[..^3], Name);

        log.Points.ShouldHaveSingleItem().Iteration.ShouldBe(1);
        log.Unread.ShouldHaveSingleItem().Reason.ShouldStartWith("the file ends within the record at byte");
        log.Unread[0].Line.ShouldBe(3);
    }

    [Fact]
    public void A_wrong_checksum_costs_the_record_it_is_of()
    {
        var bytes = EventRecords.File(EventRecords.Scalar("metric", 1, 1), EventRecords.Scalar("metric", 2, 2));
        var first = Encoding.Latin1.GetString(bytes).IndexOf("metric", StringComparison.Ordinal);
        bytes[first] ^= 1;

        var log = Imported.Of(bytes, Name);

        log.Points.ShouldHaveSingleItem().Iteration.ShouldBe(2);
        log.Unread.ShouldHaveSingleItem().ShouldBe(new UnreadLine(2, "", "the checksum of the data is wrong: data loss"));
    }

    [Fact]
    public void A_restart_discards_what_came_after_its_step()
    {
        var start = new WireWriter().Double(1, 1_700_000_100).Integer(2, 2).Message(7, new WireWriter().Integer(1, 1));

        var log = Imported.Of(EventRecords.File(EventRecords.Scalar("a", 1, 1), EventRecords.Scalar("a", 2, 2), start, EventRecords.Scalar("a", 2, 3)), Name);

        log.Points.Select(p => (p.Iteration, p.Value)).ShouldBe([(1, 1), (2, 3)]);
    }

    [Fact]
    public void A_large_file_is_streamed_in_bounded_memory()
    {
        using var folder = new TestKit.TempFolder();
        var path = Path.Combine(folder.Path, Name);
        const int pictures = 64;
        using (var file = File.Create(path))
        {
            file.Write(EventRecords.File());
            var picture = EventRecords.Record(EventRecords.Picture("CAM/cams", 1, 1 << 20).ToArray());
            for (var i = 0; i < pictures; i++)
            {
                file.Write(picture);
                for (var n = 0; n < 200; n++)
                    file.Write(EventRecords.Record(EventRecords.Scalar("loss", i * 200 + n, n).ToArray()));
            }
        }
        new FileInfo(path).Length.ShouldBeGreaterThan(64 << 20);
        var source = LogImporter.Find(path).Single();
        var sink = new HeapSink();

        LogImporter.Stream(source, sink);

        sink.Points.ShouldBe(pictures * 200);
        sink.Growth.ShouldBeLessThan(24 << 20, "bytes the managed heap grew by while 64 MB were read");
        source.Sha256.Length.ShouldBe(64);
    }

    [Fact]
    public void Pictures_become_previews_of_the_run_in_both_encodings_and_others_are_named()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
        var image = EventRecords.Event(7, new WireWriter().Text(1, "CAM/cams").Message(4, new WireWriter().Integer(1, 2).Integer(2, 2).Bytes(4, png)));
        var tensor = EventRecords.Event(8, new WireWriter().Text(1, "val/pred").Message(9, EventRecords.Plugin("images"))
            .Message(8, new WireWriter().Integer(1, 7).Text(8, "2").Text(8, "2").Bytes(8, png)));
        var source = Imported.Source(EventRecords.File(image, tensor, EventRecords.Picture("jpeg", 1, 100), EventRecords.Scalar("a", 1, 1)), Name);
        var run = ImportedRun.Of(source);
        (run.Survey.PictureCount, run.Survey.Notes.ShouldHaveSingleItem()).ShouldBe((2, "'jpeg' holds pictures: not taken"));

        using var journal = new MemoryStream();
        run.WriteTo(journal);
        var previews = Encoding.UTF8.GetString(journal.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JournalEntry.Read(Encoding.UTF8.GetBytes(l)).Event).OfType<PreviewsRendered>().Select(p => (p.Iteration, Preview: p.Previews.Single())).ToArray();
        previews.Select(p => (p.Iteration, p.Preview.ImageId, p.Preview.Kind)).ShouldBe([(7, "CAM/cams", "cam"), (8, "val/pred", "prediction")]);
        previews.ShouldAllBe(p => p.Preview.Png!.SequenceEqual(png));
    }

    /// <summary>Counts points and looks at the heap.</summary>
    sealed class HeapSink : IImportSink
    {
        readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public int Points { get; private set; }
        public long Growth { get; private set; }

        public void Take(ImportedPoint point)
        {
            if (Points++ % 1000 == 0)
                Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }

        public void Take(ImportedParameter parameter) { }
        public void Take(ImportedEvaluation evaluation) { }
        public void Take(ImportedPhase phase) { }
        public void Take(ImportedStatement statement) { }
        public void Take(ImportedPicture picture) { }
        public void Take(UnreadLine unread) => throw new InvalidOperationException(unread.Reason);
        public void Note(string note) { }
        public void Restart(int lastIteration) { }
        public void StartedAt(DateTimeOffset time) { }
        public void CountLine() { }
    }
}
