using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Telemetry;

/// <summary>The collection of metrics of one process, and the way of metrics and traces to a collector.</summary>
sealed class ProcessTelemetry : IHostedService, IDisposable
{
    static readonly string[] s_meters =
    [
        JournalTelemetry.PublisherMeterName, JournalTelemetry.TrackerMeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Npgsql",
    ];

    readonly Lock _gate = new();
    readonly PrometheusText _text = new();
    readonly BaseExportingMetricReader _reader;
    readonly MeterProvider _metrics;
    readonly TracerProvider? _traces;

    public ProcessTelemetry()
    {
        _reader = new(_text);
        var resource = ResourceBuilder.CreateDefault().AddService("platform");
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(s_meters).AddReader(_reader);
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            metrics.AddOtlpExporter();
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(JournalTelemetry.SourceName).AddOtlpExporter().Build();
        }
        _metrics = metrics.Build();
    }

    /// <summary>All metrics as they are now.</summary>
    public string CollectText()
    {
        lock (_gate)
        {
            _text.Collect?.Invoke(Timeout.Infinite);
            return _text.Text;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _metrics.Dispose();
        _traces?.Dispose();
        _reader.Dispose();
        _text.Dispose();
    }
}
