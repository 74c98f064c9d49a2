namespace Platform.Tracker.Imports;

/// <summary>Tells scores from settings in a dump, and takes either.</summary>
sealed class DumpMeaning(IImportSink sink, LogContext context)
{
    public bool AnySettings { get; private set; }

    public void Take(string before, int line, List<(LiteralMember Member, int Line)> members)
    {
        var scores = members.Where(m => IsClassIou(m.Member.Name)).ToList();
        if (scores.Count > 1)
            TakeScores(Heading(before), line, scores, members);
        else if (context.HasBegun && members.Exists(m => MetricWords.IsMetric(m.Member.Name)))
            TakePoints("", members);
        else
        {
            AnySettings |= members.Count > 0;
            foreach (var (member, at) in members)
                context.Set(new(member.Name, member.Text, at));
        }
    }

    // "segs score:" above or before it
    string Heading(string before) =>
        before.Trim().Length > 1 ? before.Trim().TrimEnd(':', '=', ' ') : context.Title?.TrimEnd(':', ' ') is { Length: > 0 and < 60 } title ? title : "seg";

    static bool IsClassIou(string name) => name.StartsWith("iou.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Class IoU.", StringComparison.OrdinalIgnoreCase);

    void TakeScores(string title, int line, List<(LiteralMember Member, int Line)> scores, List<(LiteralMember Member, int Line)> members)
    {
        var read = new List<(string Name, double Value, string Text, int Line)>();
        foreach (var (member, at) in scores)
            if (NumberText.TryParse(member.Text, out var value))
                read.Add((member.Name[(member.Name.IndexOf('.') + 1)..], value, member.Text, at));
            else
                sink.Take(new UnreadLine(at, member.Name, $"'{member.Text}' is not a number"));
        var fractions = read.Where(r => double.IsFinite(r.Value)).Select(r => r.Value).DefaultIfEmpty(0).Max() <= 1;
        var scale = fractions ? 100 : 1;
        var mean = members.Find(m => MetricWords.IsMeanIou(m.Member.Name));
        var heading = ColumnHeading.Of(title) ?? new("seg", null, false);
        sink.Take(context.Evaluation(heading, title, line) with
        {
            Fractions = fractions,
            Classes = [.. read.Select(r => new ImportedScore(r.Name, r.Value * scale, r.Text, r.Line))],
            MeanIou = mean.Member.Text is { } text && NumberText.TryParse(text, out var value2) ? new(value2 * scale, text, mean.Line) : null,
        });
        TakePoints($"{title}/", [.. members.Where(m => !IsClassIou(m.Member.Name) && !MetricWords.IsMeanIou(m.Member.Name))]);
    }

    void TakePoints(string prefix, List<(LiteralMember Member, int Line)> members)
    {
        var step = members.Find(m => m.Member.Name is "iter" or "step" or "iteration" or "global_step");
        var iteration = step.Member.Text is { } text && NumberText.TryIteration(text, out var own) ? own : context.Iteration;
        foreach (var (member, line) in members)
        {
            if (member.Offset == step.Member.Offset && step.Member.Name is not null || !NumberText.TryParse(member.Text, out var value))
                continue;
            if (iteration is { } at)
                sink.Take(new ImportedPoint(prefix + member.Name, at, value, member.Text, line));
            else
                sink.Take(new ImportedStatement(prefix + member.Name, value, member.Text, "", null, line));
        }
    }
}
