using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Platform.Tracker.Telemetry;

/// <summary>Writes collected metrics in Prometheus's text format: dots become underscores, units and <c>_total</c> are added.</summary>
[ExportModes(ExportModes.Pull)]
sealed class PrometheusText : BaseExporter<Metric>, IPullMetricExporter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    readonly StringBuilder _text = new();

    /// <summary>What the last collection found.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Set by the reader, which collects when asked.</summary>
    public Func<int, bool>? Collect { get; set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text.Clear();
        foreach (var metric in batch)
            Write(metric);
        Text = _text.ToString();
        return ExportResult.Success;
    }

    void Write(Metric metric)
    {
        var (kind, suffix) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", "_total"),
            MetricType.Histogram => ("histogram", ""),
            _ => ("gauge", ""),
        };
        var name = NameOf(metric) + suffix;
        if (metric.Description is { Length: > 0 } what)
            _text.Append("# HELP ").Append(name).Append(' ').Append(what.Replace("\\", "\\\\").Replace('\n', ' ')).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
            Write(name, metric.MetricType, point);
    }

    void Write(string name, MetricType type, in MetricPoint point)
    {
        var labels = LabelsOf(point);
        switch (type)
        {
            case MetricType.Histogram: WriteHistogram(name, point, labels); break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic: Line(name, labels, point.GetSumLong()); break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic: Line(name, labels, point.GetSumDouble()); break;
            case MetricType.LongGauge: Line(name, labels, point.GetGaugeLastValueLong()); break;
            case MetricType.DoubleGauge: Line(name, labels, point.GetGaugeLastValueDouble()); break;
        }
    }

    void WriteHistogram(string name, in MetricPoint point, string labels)
    {
        var total = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            total += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            Line(name + "_bucket", labels + (labels.Length > 0 ? "," : "") + $"le=\"{bound}\"", total);
        }
        Line(name + "_sum", labels, point.GetHistogramSum());
        Line(name + "_count", labels, point.GetHistogramCount());
    }

    void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
            _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    static string LabelsOf(in MetricPoint point)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in point.Tags)
            labels.Append(labels.Length > 0 ? "," : "").Append(Plain(key)).Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        return labels.ToString();
    }

    static string NameOf(Metric metric) => Plain(metric.Name) + metric.Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };

    static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
