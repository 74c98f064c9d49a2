using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Platform.Tracker.Telemetry;

/// <summary>Metrics as Prometheus text, and both metrics and traces to an OpenTelemetry collector where one is named.</summary>
public static class TelemetrySetup
{
    /// <summary>
    /// Collects the process's metrics. With <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> set, metrics and traces also go there, as the
    /// other variables of OpenTelemetry say.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.TryAddSingleton<ProcessTelemetry>();
        services.AddHostedService(s => s.GetRequiredService<ProcessTelemetry>());
        return services;
    }

    /// <summary><c>/metrics</c> in Prometheus's text format 0.0.4.</summary>
    public static void MapMetricsText(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/metrics", (ProcessTelemetry telemetry) => TypedResults.Text(telemetry.CollectText(), PrometheusText.ContentType))
            .ExcludeFromDescription();
}
