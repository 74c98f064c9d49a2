namespace Platform.Tracker.Tests.Imports;

public sealed class ConsoleTests
{
    [Fact]
    public void Dumps_of_scores_become_evaluations_named_by_the_line_above()
    {
        var log = Imported.Text("""
            2021-10-29 09:58:36,440 - train.py - INFO: configs: {'backbone': {'config': 'mit_b1', 'stride': [4, 2]}, 'train': {'split': 'train_aug', 'max_iters': 4000, 'cam_iters': 200}}
            2021-10-29 10:03:13,704 - train.py - INFO: Iter: 2000; Elasped: 1 day, 0:04:32; ETA: 7:28:48; LR: 7.960e-06; cls_loss: 0.5607, pseudo_seg_loss 3.1094, pseudo_seg_mAcc: 0.0283
            2021-10-29 11:00:41,707 - train.py - INFO: val cls score: 0.799305
            2021-10-29 11:00:41,716 - train.py - INFO: cams score:
            2021-10-29 11:00:41,835 - train.py - INFO: {'pAcc': 0.81, 'miou': 0.55, 'iou': {0: 0.7, 1: 0.4}}
            2021-10-29 11:00:42,068 - train.py - INFO: segs score:
            2021-10-29 11:00:42,145 - train.py - INFO: {'pAcc': 0.82, 'miou': 0.6, 'iou': {0: 0.75, 1: 0.45}}
            """);

        log.Evaluations.Select(e => (e.Iteration, e.Output, e.Column, e.Fractions, e.MeanIou!.Text, e.Line)).ShouldBe(
            [(2000, "cam", "cams score", true, "0.55", 5), (2000, "seg", "segs score", true, "0.6", 7)]);
        log.Evaluations[1].MeanIou!.Value.ShouldBe(60, 1e-9);
        log.Evaluations[0].Classes.Select(c => (c.ClassName, c.Text)).ShouldBe([("0", "0.7"), ("1", "0.4")]);
        log.Points.Select(p => (p.Metric, p.Text)).ShouldBe(
        [
            ("LR", "7.960e-06"), ("cls_loss", "0.5607"), ("pseudo_seg_loss", "3.1094"), ("pseudo_seg_mAcc", "0.0283"),
            ("val cls score", "0.799305"), ("cams score/pAcc", "0.81"), ("segs score/pAcc", "0.82"),
        ]);
        log.Parameters.ShouldContain(p => p.Name == "backbone.config" && p.Text == "mit_b1");
        log.Phases.ShouldHaveSingleItem().Iteration.ShouldBe(201);
    }

    [Fact]
    public void Tables_of_other_libraries_have_IoU_beside_accuracy_and_the_mean_below()
    {
        var log = Imported.Text("""
            2022-05-01 10:00:00,123 - mmseg - INFO - Iter [4000/40000]	lr: 1.9e-05, eta: 3:00:00, time: 0.3, decode.loss_ce: 2.1, loss: 2.9
            2022-05-01 10:10:00,123 - mmseg - INFO - per class results:
            2022-05-01 10:10:00,123 - mmseg - INFO - 
            +------------+-------+-------+
            |   Class    |  IoU  |  Acc  |
            +------------+-------+-------+
            | background | 91.44 | 95.0  |
            |  dining    | 50.0  |  nan  |
            |  table     |       |       |
            +------------+-------+-------+
            2022-05-01 10:10:00,123 - mmseg - INFO - Summary:
            +-------+-------+-------+
            |  aAcc |  mIoU |  mAcc |
            +-------+-------+-------+
            | 92.97 | 70.72 | 95.0  |
            +-------+-------+-------+
            """);

        var evaluation = log.Evaluations.ShouldHaveSingleItem();
        evaluation.Classes.Select(c => (c.ClassName, c.Value, c.Line)).ShouldBe([("background", 91.44, 7), ("dining table", 50.0, 8)]);
        evaluation.MeanIou.ShouldBe(new(70.72, "70.72", 15));
        evaluation.Iteration.ShouldBe(4000);
        log.Points.Select(p => p.Metric).ShouldBe(["lr", "time", "decode.loss_ce", "loss"]);
    }

    [Theory]
    [InlineData("┏━━━━━━━┳━━━━━━┓\n┃ Class ┃ Seg  ┃\n┡━━━━━━━╇━━━━━━┩\n│ cat   │ 60.0 │\n│ dog   │ 70.0 │\n├───────┼──────┤\n│ mIoU  │ 65.0 │\n└───────┴──────┘")]
    [InlineData("| Class | Seg |\n|---|---:|\n| cat | 60.0 |\n| dog | 70.0 |\n| **mIoU** | 65.0 |")]
    [InlineData("Class | Seg\ncat | 60.0\ndog | 70.0\nmIoU | 65.0")]
    [InlineData("Class      Seg\n-------  -----\ncat       60.0\ndog       70.0\nmIoU      65.0")]
    [InlineData("+-------+------+\n| Class | Seg  |\n+=======+======+\n| cat   | 60.0 |\n+-------+------+\n| dog   | 70.0 |\n+-------+------+\n| mIoU  | 65.0 |\n+-------+------+")]
    public void The_same_table_reads_the_same_in_any_frame(string table)
    {
        var log = Imported.Text($"step: 10, loss: 0.5\n{table}\ndone\n");

        var evaluation = log.Evaluations.ShouldHaveSingleItem();
        evaluation.Classes.Select(c => (c.ClassName, c.Value)).ShouldBe([("cat", 60), ("dog", 70)]);
        evaluation.MeanIou!.Value.ShouldBe(65);
        (evaluation.Iteration, evaluation.Output).ShouldBe((10, "seg"));
    }

    [Theory]
    [InlineData("Epoch [2][50/1000]\tlr: 0.01, loss: 0.5", 50)] // the first epoch seen is where counting began
    [InlineData("[09/26 21:50:19 d2.utils.events]:  eta: 1:00:00  iter: 199  total_loss: 0.5  lr: 0.01", 199)]
    [InlineData("2023-01-01 00:00:00.123 | INFO     | engine.train:loop:42 - step 20,000 | loss=0.5 | lr=0.01", 20000)]
    [InlineData("\u001b[32mTrain Iter: 7/100, loss: 0.5 (0.6), lr: 0.01\u001b[0m", 7)]
    [InlineData(" 10%|█         | 1/10\r 20%|██        | 2/10 \rIter 12; loss 0.5; lr 0.01", 12)]
    [InlineData("INFO:root:Iteration: [300/40000] loss: 0.5 lr: 0.01 eta: 1 day, 2:03:04", 300)]
    public void An_iteration_is_recognised_however_it_is_written(string line, int iteration)
    {
        var points = Imported.Text(line).Points;

        points.Single(p => p.Metric.EndsWith("loss", StringComparison.Ordinal)).ShouldSatisfyAllConditions(p => p.Value.ShouldBe(0.5), p => p.Iteration.ShouldBe(iteration));
        points.ShouldContain(p => p.Metric == "lr" && p.Text == "0.01");
    }

    [Fact]
    public void What_is_not_taken_is_told_with_its_line()
    {
        var log = Imported.Text("""
            Iter: 10; loss: 0.5
            | Class | Seg | Odd |
            |-------|-----|-----|
            | cat   | ??? | 1.0 |
            | dog   | 3.0 | 2.0 |
            | cow   | 4.0 |
            | mIoU  | 3.0 | 1.5 |
            store saving with size: 724 at rank: 0
            Namespace(never=closed
            """);

        log.Unread.Select(u => (u.Line, u.Reason)).ShouldBe(
        [
            (6, "the row has 2 cells, the heading 3"), (4, "'???' in column 2 is not a number"),
            (8, "'store saving with size' names no metric"), (8, "'at rank' names no metric"), (9, "the bracket that begins here is never closed"),
        ]);
        log.Evaluations.Select(e => e.Classes.Count).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_table_of_small_percentages_is_not_taken_for_fractions_once_the_log_writes_percent()
    {
        var log = Imported.Text("""
            Iter: 1; loss: 3.0
            | Class | CAM  | Seg |
            | cat   | 51.8 | 0.7 |
            | mIoU  | 51.8 | 0.7 |
            Iter: 2; loss: 2.0
            | Class | Seg |
            | cat   | 0.9 |
            | mIoU  | 0.9 |
            """);

        log.Evaluations.Where(e => e.Output == "seg").Select(e => e.MeanIou!.Value).ShouldBe([0.7, 0.9]);
    }

    [Fact]
    public void Settings_are_nested_by_their_indentation()
    {
        var log = Imported.Text("""
            train:
              max_iters: 100
              optimizer:
                lr: 6e-05
            Parameter Group 0
                lr: 0.1
            seed: 3
            Iter: 1; loss: 0.5
            """);

        log.Parameters.Select(p => (p.Name, p.Text, p.Line)).ShouldBe(
            [("train.max_iters", "100", 2), ("train.optimizer.lr", "6e-05", 4), ("Parameter Group 0.lr", "0.1", 6), ("seed", "3", 7)]);
    }

    [Fact]
    public void A_text_without_a_number_is_refused_in_one_line() =>
        Should.Throw<Contracts.UserErrorException>(() => Imported.Text("hello\nworld\n")).Message.ShouldContain("none of its 2 lines");
}
