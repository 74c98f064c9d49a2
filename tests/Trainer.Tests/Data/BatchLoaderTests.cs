using Platform.Contracts;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class BatchLoaderTests : IDisposable
{
    readonly ScratchFolder _folder = new();
    readonly DatasetSplit _split;

    static readonly DatasetConfig s_config = new() { Kind = "voc", Folder = "here", CropSize = 8, BatchSize = 3 };

    // what moves pixels and what changes colours are looked at apart
    static readonly DatasetConfig s_plain = s_config with { ColorJitter = new() { Probability = 0 }, Grayscale = 0, Blur = new() { Probability = 0 } };

    public BatchLoaderTests() => _split = SmallVoc.Write(_folder.Path, 10).Split("train");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_batches_are_the_same_for_one_worker_and_for_many()
    {
        var one = new BatchLoader(_split, s_config, seed: 7, workers: 1).From(0).Take(8).ToArray();
        var many = new BatchLoader(_split, s_config, seed: 7, workers: 6).From(0).Take(8).ToArray();
        for (var i = 0; i < one.Length; i++)
            ShouldBeSame(many[i], one[i]);
    }

    [Fact]
    public void Starting_in_the_middle_gives_what_an_unbroken_run_has_there()
    {
        var whole = new BatchLoader(_split, s_config, seed: 7).From(0).Take(12).ToArray();
        var resumed = new BatchLoader(_split, s_config, seed: 7).From(5).Take(7).ToArray();
        for (var i = 0; i < resumed.Length; i++)
            ShouldBeSame(resumed[i], whole[5 + i]);
    }

    [Fact]
    public void An_epoch_shows_no_image_twice_and_the_next_one_has_another_order()
    {
        var loader = new BatchLoader(_split, s_config, seed: 7);
        loader.BatchesPerEpoch.ShouldBe(3); // the tenth image is left over
        var epochs = Enumerable.Range(0, 6).Select(e =>
            Enumerable.Range(0, 3).SelectMany(b => loader.Load(e * 3 + b).Ids).ToArray()).ToArray();
        foreach (var epoch in epochs)
            epoch.Distinct().Count().ShouldBe(9);
        epochs.Select(e => string.Join(' ', e)).Distinct().Count().ShouldBe(6);
        epochs.SelectMany(e => e).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Another_seed_gives_other_batches()
    {
        var (a, b) = (new BatchLoader(_split, s_config, seed: 1).Load(0), new BatchLoader(_split, s_config, seed: 2).Load(0));
        a.Images.ShouldNotBe(b.Images);
    }

    [Fact]
    public void Boxes_masks_and_padding_agree()
    {
        var config = s_plain with { CropSize = 16, MinScale = 0.5, MaxScale = 1 };
        var batch = new BatchLoader(_split, config, seed: 3).Load(0);
        var black = (0f - 0.485f) / 0.229f;
        for (var i = 0; i < 3; i++)
        {
            var box = batch.Boxes.AsSpan(i * 4, 4).ToArray();
            for (var p = 0; p < 256; p++)
            {
                var (y, x) = Math.DivRem(p, 16);
                var isInside = y >= box[0] && y < box[1] && x >= box[2] && x < box[3];
                (batch.Masks[i * 256 + p] != 255).ShouldBe(isInside);
                if (!isInside)
                    batch.Images[i * 3 * 256 + p].ShouldBe(black, 1e-6);
            }
        }
    }

    [Fact]
    public void Tags_are_those_of_the_whole_image()
    {
        var batch = new BatchLoader(_split, s_config, seed: 3).Load(0);
        for (var i = 0; i < 3; i++)
        {
            var index = int.Parse(batch.Ids[i][1..]);
            var expected = new float[3];
            expected[index % 3] = 1;
            batch.Tags.AsSpan(i * 3, 3).ToArray().ShouldBe(expected);
        }
    }

    [Fact]
    public void A_flip_mirrors_image_and_mask_together()
    {
        var config = s_plain with { CropSize = 12, MinScale = 1, MaxScale = 1 };
        var (mirrored, upright) = (0, 0);
        for (var n = 0; n < 20; n++)
        {
            var random = new RandomStream(1, RandomPurpose.Augmentation, n);
            var crop = Augmentations.Apply(SmallVoc.Image(0), SmallVoc.Mask(0), config, random);
            var row = crop.Box[0]; // the image is as wide as the crop, and somewhere in its height
            var isMirrored = crop.Mask.Pixels[row * 12 + 11] == 1;
            crop.Mask.Pixels[row * 12 + (isMirrored ? 0 : 11)].ShouldBe((byte)0);
            crop.Image.Pixels[(row * 12 + (isMirrored ? 11 : 0)) * 3].ShouldBe(SmallVoc.Image(0).Pixels[0]);
            _ = isMirrored ? mirrored++ : upright++;
        }
        mirrored.ShouldBeGreaterThan(3);
        upright.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_second_flip_mirrors_image_and_mask_and_leaves_the_box()
    {
        var config = s_plain with { CropSize = 16, MinScale = 0.5, MaxScale = 1 };
        var mirrored = 0;
        for (var n = 0; n < 20; n++)
        {
            var once = Apply(config, n);
            var twice = Apply(config with { SecondFlip = true }, n);
            twice.Box.ShouldBe(once.Box);
            if (twice.Image.Pixels.AsSpan().SequenceEqual(once.Image.Pixels))
                continue;
            mirrored++;
            twice.Image.Pixels.ShouldBe(Augmentations.Mirror(once.Image).Pixels);
            twice.Mask.Pixels.ShouldBe(Augmentations.Mirror(once.Mask).Pixels);
        }
        mirrored.ShouldBeInRange(4, 16);

        static TrainingCrop Apply(DatasetConfig config, int n) =>
            Augmentations.Apply(SmallVoc.Image(0), SmallVoc.Mask(0), config, new RandomStream(1, RandomPurpose.Augmentation, n));
    }

    [Fact]
    public void Switching_one_augmentation_leaves_the_others_as_they_were()
    {
        var (with, without) = (new BatchLoader(_split, s_config, seed: 7).Load(0), new BatchLoader(_split, s_plain, seed: 7).Load(0));
        with.Masks.ShouldBe(without.Masks);
        with.Boxes.ShouldBe(without.Boxes);
        with.Images.ShouldNotBe(without.Images);
        var mirrored = new BatchLoader(_split, s_plain with { Flip = false }, seed: 7).Load(0);
        mirrored.Boxes.ShouldBe(without.Boxes);
    }

    [Fact]
    public void The_number_of_workers_is_not_part_of_what_a_configuration_is()
    {
        var config = TrainingConfigReader.Read("tiny-shapes");
        var other = TrainingConfigReader.Read("tiny-shapes", ["dataset.workers=5"]);
        other.Dataset.Workers.ShouldBe(5);
        TrainingConfigReader.HashOf(other).ShouldBe(TrainingConfigReader.HashOf(config));
        TrainingConfigReader.HashOf(TrainingConfigReader.Read("tiny-shapes", ["dataset.grayscale=0.5"])).ShouldNotBe(TrainingConfigReader.HashOf(config));
    }

    [Fact]
    public void Strong_views_are_there_from_the_iteration_asked_for_and_leave_the_rest_as_it_was()
    {
        var loader = new BatchLoader(_split, s_config, seed: 7, strongFrom: 2);
        loader.Load(1).Strong.ShouldBeNull();
        for (var n = 2; n < 5; n++)
        {
            var batch = loader.Load(n);
            ShouldBeSame(batch with { Strong = null }, new BatchLoader(_split, s_config, seed: 7).Load(n));
            batch.Strong.ShouldNotBeNull().Length.ShouldBe(batch.Images.Length);
            for (var i = 0; i < 3; i++)
                ViewOf(batch.Strong, i).ShouldBe(StrongViewOf(ViewOf(batch.Images, i), n, i));
        }
    }

    [Fact]
    public void Strong_and_second_views_are_the_same_for_any_number_of_workers_and_after_resuming()
    {
        var one = new BatchLoader(_split, s_config, seed: 7, workers: 1, strongFrom: 3, second: true).From(0).Take(8).ToArray();
        var many = new BatchLoader(_split, s_config, seed: 7, workers: 5, strongFrom: 3, second: true).From(2).Take(6).ToArray();
        one.Skip(3).ShouldAllBe(b => b.Strong != null && b.Second != null);
        for (var i = 0; i < many.Length; i++)
            ShouldBeSame(many[i], one[2 + i]);
    }

    [Fact]
    public void The_second_view_is_the_same_crop_in_other_colours()
    {
        var plain = new BatchLoader(_split, s_plain, seed: 7, second: true).Load(0);
        plain.Second.ShouldBe(plain.Images);
        var coloured = new BatchLoader(_split, s_config, seed: 7, second: true).Load(0);
        coloured.Second.ShouldNotBeNull().ShouldNotBe(coloured.Images);
        ShouldBeSame(coloured with { Second = null }, new BatchLoader(_split, s_config, seed: 7).Load(0));
    }

    [Fact]
    public void A_broken_image_stops_the_loop_with_its_name()
    {
        File.WriteAllText(_folder["JPEGImages/p4.png"], "broken");
        var loader = new BatchLoader(_split, s_config, seed: 7);
        Should.Throw<UserErrorException>(() => loader.From(0).Take(30).ToArray()).Message.ShouldContain("p4.png");
    }

    [Fact]
    public void A_batch_larger_than_the_split_is_refused() =>
        Should.Throw<UserErrorException>(() => new BatchLoader(_split, s_config with { BatchSize = 11 }, seed: 1))
            .Message.ShouldStartWith("dataset.batchSize is 11, the split 'train' of ");

    static float[] ViewOf(float[] views, int i) => views[(i * 192)..((i + 1) * 192)];

    static float[] StrongViewOf(float[] planes, int iteration, int i)
    {
        var strong = new float[planes.Length];
        StrongView.Make(planes, 8, 8, new RandomStream(7, RandomPurpose.StrongView, iteration, i), strong);
        return strong;
    }

    static void ShouldBeSame(ImageBatch actual, ImageBatch expected)
    {
        actual.Ids.ShouldBe(expected.Ids);
        actual.Images.ShouldBe(expected.Images);
        actual.Strong.ShouldBe(expected.Strong);
        actual.Second.ShouldBe(expected.Second);
        actual.Tags.ShouldBe(expected.Tags);
        actual.Boxes.ShouldBe(expected.Boxes);
        actual.Masks.ShouldBe(expected.Masks);
    }
}
