using System.Diagnostics.Metrics;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Telemetry;

namespace Platform.Tracker.Fleet;

/// <summary>What this process stored in the last minutes, heard from the counters that it keeps for telemetry.</summary>
sealed class IngestMeter : IDisposable
{
    const int Spans = 60;
    const int SpanSeconds = 5;

    readonly Lock _gate = new();
    readonly (long Number, long Entries, long Points)[] _spans = new (long, long, long)[Spans];
    readonly TimeProvider _clock;
    readonly long _firstSpan;
    readonly MeterListener _listener;

    public IngestMeter(TimeProvider clock)
    {
        _clock = clock;
        _firstSpan = Now();
        _listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == JournalTelemetry.TrackerMeterName && instrument.Name is TrackerTelemetry.StoredEntries or TrackerTelemetry.StoredPoints)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => Add(instrument.Name == TrackerTelemetry.StoredPoints, count));
        _listener.Start();
    }

    /// <summary>Spans that are over, oldest first, at most five minutes of them.</summary>
    public IReadOnlyList<IngestRate> Read()
    {
        lock (_gate)
        {
            var now = Now();
            var first = Math.Max(_firstSpan + 1, now - Spans + 1);
            return [.. Enumerable.Range(0, (int)Math.Max(0, now - first)).Select(i => Rate(first + i))];
        }
    }

    IngestRate Rate(long number)
    {
        var (kept, entries, points) = _spans[number % Spans];
        var isOf = kept == number;
        return new(DateTimeOffset.FromUnixTimeSeconds(number * SpanSeconds), SpanSeconds,
            isOf ? (double)entries / SpanSeconds : 0, isOf ? (double)points / SpanSeconds : 0);
    }

    void Add(bool isPoints, long count)
    {
        lock (_gate)
        {
            var now = Now();
            ref var span = ref _spans[now % Spans];
            if (span.Number != now)
                span = (now, 0, 0);
            span = isPoints ? span with { Points = span.Points + count } : span with { Entries = span.Entries + count };
        }
    }

    long Now() => _clock.GetUtcNow().ToUnixTimeSeconds() / SpanSeconds;

    public void Dispose() => _listener.Dispose();
}
