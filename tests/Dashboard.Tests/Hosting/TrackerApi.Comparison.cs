using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Tests.Hosting;

sealed partial class TrackerApi
{
    void MapComparison()
    {
        _app.MapGet("/api/comparison", (string? run, string? filter, string? by) => by == "wrong"
            ? Results.BadRequest(new { error = new FilterError("by", "there is no parameter wrong", 0, 5, "wrong\n^^^^^", null) })
            : Answer(Compare([.. (run ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)], by)));
        _app.MapGet("/api/comparison/series", (string[] group, string name, double? from, double? to) =>
            Results.Bytes(ComparedSeriesBinary.Write([.. group.Select(g => SeriesOf(RunsOf(g), name, from, to))]), ComparedSeriesBinary.ContentType));
        _app.MapGet("/api/comparison/values", (string[] group, string[] name, int baseline) =>
            Answer(new ComparedValues([.. name.Select(n => new MetricComparison(n, n.StartsWith("loss", StringComparison.Ordinal), Values(group, baseline, run => LastOf(run, n))))])));
        _app.MapGet("/api/comparison/classes", (string[] group, string output, int baseline) => Answer(Classes(group, output, baseline)));
        _app.MapGet("/api/comparison/previews", (string run, int? iteration) => Answer(PreviewsOf(RunsOf(run), iteration)));
    }

    RecordedRun[] RunsOf(string ids) => [.. ids.Split(',').Select(Guid.Parse).Select(Find).OfType<RecordedRun>()];

    RunComparison Compare(IReadOnlyList<Guid> ids, string? by)
    {
        RecordedRun[] runs = [.. ids.Select(Find).OfType<RecordedRun>()];
        var groups = by is null ? runs.Select(r => new[] { r }).ToArray() : [.. runs.GroupBy(r => r.Method).Select(g => g.ToArray())];
        return new()
        {
            Groups = [.. groups.Select(g => new ComparedGroup
            {
                Key = by is null ? g[0].Id.ToString("n") : g[0].Method, Runs = [.. g.Select(Compared)],
                Label = by is null ? [new("method", "method", g[0].Method), new("seed", "seed", $"{g[0].Seed}")] : [new("method", "method", g[0].Method)],
            })],
            Parameters = [new("method", [.. groups.Select(g => g[0].Method)], true), new("optimizer.learningRate", [.. groups.Select(g => g[0].Method == "dupl" ? "0.0001" : "0.001")], true)],
            SameParameters = 12,
            Metrics = [.. runs.SelectMany(r => r.Detail.Metrics).GroupBy(m => m.Name).Select(g => new ComparedMetric(g.Key, g.Count(), false)).OrderBy(m => m.Name, StringComparer.Ordinal)],
            Heads = [.. runs.SelectMany(r => r.Evaluations.Select(e => (e.Split, e.Output, e.Network)).Distinct()).GroupBy(h => h).Select(g => new ComparedHead(g.Key.Split, g.Key.Output, g.Key.Network, g.Count()))],
            Unknown = [.. ids.Where(id => Find(id) is null)],
        };
    }

    static ComparedRun Compared(RecordedRun run) => new()
    {
        Id = run.Id, Name = run.Name, Seed = run.Seed, Status = run.Status, Iteration = run.Summary.Iteration, TotalIterations = run.Total, StartedAt = run.Started,
        AppliedSequence = run.Summary.AppliedSequence, Phases = [.. run.Detail.Phases.Select(p => new ComparedPhase(p.Name, p.FromIteration))],
    };

    static ComparedSeries SeriesOf(RecordedRun[] runs, string name, double? from, double? to)
    {
        var all = runs.SelectMany(r => r.Series([name], (int?)from, (int?)to)).SelectMany(s => s.Iterations.Zip(s.Values)).GroupBy(p => p.First).OrderBy(g => g.Key).ToArray();
        double[] Of(Func<IEnumerable<double>, double> value) => [.. all.Select(g => value(g.Select(p => p.Second)))];
        return new()
        {
            X = [.. all.Select(g => (double)g.Key)], Y = Of(v => v.Average()), Low = runs.Length > 1 ? Of(v => v.Min()) : [], High = runs.Length > 1 ? Of(v => v.Max()) : [],
            Runs = runs.Length > 1 ? [.. all.Select(g => g.Count())] : [], Total = all.Sum(g => g.Count()),
        };
    }

    GroupValue[] Values(string[] groups, int baseline, Func<RecordedRun, double> value)
    {
        RunValue[][] read = [.. groups.Select(g => RunsOf(g).Select(r => new RunValue(r.Id, r.Seed, value(r), r.Summary.Iteration)).ToArray())];
        return [.. read.Select((runs, i) => new GroupValue(runs, SampleSummary.Of(runs.Select(r => r.Value)),
            i == baseline ? null : MeanDifference.Welch([.. runs.Select(r => r.Value)], [.. read[baseline].Select(r => r.Value)])))];
    }

    static double LastOf(RecordedRun run, string metric) => run.Detail.Metrics.FirstOrDefault(m => m.Name == metric)?.Last ?? double.NaN;

    ComparedClasses Classes(string[] groups, string output, int baseline)
    {
        static EvaluationResult? Last(RecordedRun run, string output) => run.Evaluations.LastOrDefault(e => e.Output == output);
        var names = groups.SelectMany(RunsOf).Select(r => Last(r, output)).OfType<EvaluationResult>().SelectMany(e => e.ClassNames).Distinct().ToArray();
        return new()
        {
            Classes = [.. names.Select((name, i) => new ClassComparison(name, Values(groups, baseline, run => Last(run, output)?.ClassIou[i] ?? double.NaN)))
                .OrderByDescending(c => c.Groups.Max(g => Math.Abs(g.Difference?.Value ?? 0)))],
            Mean = new("mean", Values(groups, baseline, run => Last(run, output)?.MeanIou ?? double.NaN)),
            Evaluations = [.. groups.Select(g => (IReadOnlyList<TakenEvaluation>)[.. RunsOf(g).Select(r => new TakenEvaluation(r.Id, 1, r.Summary.Iteration, 0))])],
            Protocols = [.. groups.SelectMany(RunsOf).Select(r => Last(r, output)?.Protocol).OfType<Platform.Contracts.Events.EvaluationProtocol>().Take(1)],
        };
    }

    static ComparedPreviews PreviewsOf(RecordedRun[] runs, int? iteration)
    {
        int[] iterations = [.. runs.SelectMany(r => r.Previews).Select(p => p.Iteration).Distinct().Order()];
        var (at, image) = (iteration ?? (iterations.Length > 0 ? iterations[^1] : 0), "shape-2001");
        return new()
        {
            Images = ["shape-2001", "shape-2002"], Iterations = iterations, Image = image, Iteration = at, ClassNames = ["background", "circle", "square"],
            Runs = [.. runs.Select(run =>
            {
                var nearest = run.Previews.Select(p => p.Iteration).DefaultIfEmpty(0).MinBy(i => Math.Abs(i - at));
                return new RunPreviews(run.Id, nearest, [.. run.Previews.Where(p => p.Iteration == nearest && p.ImageId == image)]);
            })],
        };
    }
}
