namespace Platform.Tracker.Tests.Imports;

/// <summary>CSV and JSON lines.</summary>
public sealed class RowFormatTests
{
    [Fact]
    public void Columns_become_metrics_and_keep_their_number()
    {
        var log = Imported.Text("epoch,step,\"train loss\",val_miou,time\n0,10,0.5,,1\n0,20,0.25,67.2,2\n1,x,0.1,1,3\n1,30,0.1\n", "metrics.csv");

        log.Format.ShouldBe("csv");
        log.Points.Select(p => (p.Metric, p.Iteration, p.Text, p.Line, p.Column)).ShouldBe(
        [
            ("epoch", 10, "0", 2, 1), ("train loss", 10, "0.5", 2, 3),
            ("epoch", 20, "0", 3, 1), ("train loss", 20, "0.25", 3, 3), ("val_miou", 20, "67.2", 3, 4),
        ]);
        log.Unread.Select(u => (u.Line, u.Reason)).ShouldBe([(4, "'x' is no iteration"), (5, "the row has 3 fields, the heading 5")]);
        log.LineCount.ShouldBe(5);
    }

    [Fact]
    public void A_page_of_WandB_may_be_a_sample_and_TensorBoards_table_has_one_metric()
    {
        Imported.Text("\"Step\",\"owl - loss\",\"owl - loss__MIN\",\"owl - loss__MAX\"\n1,0.5,0.4,0.6\n", "export.csv").ShouldSatisfyAllConditions(
            log => log.Notes.ShouldHaveSingleItem().ShouldContain("sample"), log => log.Points.ShouldHaveSingleItem().Metric.ShouldBe("owl - loss"));
        Imported.Text("Wall time,Step,Value\n1700000000.1,5,0.5\n", "seg_loss.csv").Points.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Metric.ShouldBe("seg_loss"), p => p.Iteration.ShouldBe(5));
    }

    [Fact]
    public void A_row_a_class_is_an_evaluation_and_a_quoted_field_may_span_lines()
    {
        var evaluation = Imported.Text("Class,CAM,Seg\n\"dining\ntable\",50,60\ncat,70,80\nmIoU,60,70\n", "iou.csv").Evaluations[1];

        evaluation.MeanIou.ShouldBe(new(70, "70", 5));
        evaluation.Classes.Select(c => (c.ClassName, c.Line)).ShouldBe([("dining\ntable", 2), ("cat", 4)]);
    }

    [Fact]
    public void Lines_of_JSON_give_settings_points_and_scores()
    {
        var log = Imported.Text("""
            {"env": {"cuda": true}, "seed": 3, "config": "a.py"}
            {"mode": "train", "epoch": 1, "iter": 50, "lr": 1e-05, "loss": 2.5, "time": "x"}
            {"mode": "val", "epoch": 1, "iter": 4000, "lr": 1e-05, "aAcc": 0.93, "mIoU": 0.55, "IoU.cat": 0.6, "IoU.dog": 0.5}
            {"iter": 4050, "loss": "NaN", "nested": {"value": 1}}
            {"iter": 4100, "loss": 
            """, "log.json.jsonl");

        log.Format.ShouldBe("jsonl");
        log.Parameters.Select(p => (p.Name, p.Text)).ShouldBe([("env.cuda", "true"), ("seed", "3"), ("config", "a.py")]);
        log.Points.Where(p => p.Line == 2).Select(p => (p.Metric, p.Iteration, p.Text)).ShouldBe([("epoch", 50, "1"), ("lr", 50, "1e-05"), ("loss", 50, "2.5")]);
        log.Points.ShouldContain(p => p.Metric == "nested/value" && p.Iteration == 4050);
        var evaluation = log.Evaluations.ShouldHaveSingleItem();
        evaluation.MeanIou!.Value.ShouldBe(55, 1e-9);
        evaluation.Classes.Select(c => c.ClassName).ShouldBe(["cat", "dog"]);
        log.Unread.ShouldHaveSingleItem().Line.ShouldBe(5);
    }

    [Fact]
    public void An_iteration_of_several_lines_is_refused_in_one()
    {
        var refusal = Should.Throw<Contracts.UserErrorException>(() => Imported.Text("step,loss\n\"the\nfirst\",0.5\n", "metrics.csv"));

        refusal.Message.ShouldBe("metrics.csv: nothing was read; line 2: 'the first' is no iteration");
    }

    [Fact]
    public void A_journal_of_ours_is_not_imported_but_delivered()
    {
        var journal = string.Concat(new SomeJournal().Started().Lines.Select(l => System.Text.Encoding.UTF8.GetString(l) + "\n"));

        Should.Throw<Contracts.UserErrorException>(() => Imported.Text(journal, "journal.jsonl")).Message.ShouldContain("platform sync");
    }
}
