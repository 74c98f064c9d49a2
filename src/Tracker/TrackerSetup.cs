using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Tracker.Ablations;
using Platform.Tracker.Audits;
using Platform.Tracker.Audits.Published;
using Platform.Tracker.Backbones;
using Platform.Tracker.Checkpoints;
using Platform.Tracker.Comparisons;
using Platform.Tracker.DeadLetters;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Fleet;
using Platform.Tracker.Http;
using Platform.Tracker.Journal;
using Platform.Tracker.Logs;
using Platform.Tracker.Metrics;
using Platform.Tracker.Phases;
using Platform.Tracker.Previews;
using Platform.Tracker.Runs;
using Platform.Tracker.Runs.Views;
using Platform.Tracker.Storage;
using Platform.Tracker.Sweeps;
using Platform.Tracker.Telemetry;
using Platform.Tracker.Times;

namespace Platform.Tracker;

/// <summary>The tracker as part of a host: stores what the bus brings, answers over HTTP.</summary>
public static class TrackerSetup
{
    /// <summary>Everything but the bus; <see cref="BusSetup"/> adds that, with <see cref="AddTrackerConsumers"/>.</summary>
    /// <exception cref="UserErrorException">A setting cannot be used; the message names its key.</exception>
    public static IServiceCollection AddTracker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrackerStorage(configuration);
        services.AddHostedService(s => s.GetRequiredService<DatabaseMigrator>());
        services.AddSingleton<RunNotices>().AddSingleton<HeardTrainers>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<MissingEntries>(s, (Func<CancellationToken, Task<bool>>)s.GetRequiredService<BusGauge>().JournalIsDrainedAsync));
        if (!OnlyReads(configuration))
        {
            services.AddHostedService(s => s.GetRequiredService<RunNotices>());
            services.AddHostedService<JournalPacking>();
            services.AddHostedService<MissingEntriesWatch>();
            services.AddHostedService<SweepWatch>();
            services.AddHostedService<ClaimsWatch>();
        }
        services.AddRunTable().AddSingleton<MetricQueries>().AddSingleton<EvaluationQueries>()
            .AddSingleton<PreviewQueries>().AddSingleton<JournalQueries>().AddSingleton<DeadLetterQueries>().AddSingleton<DeadLetterReplays>().AddSingleton<AuditQueries>()
            .AddSingleton<ClaimExcerpts>().AddSingleton<ClaimsQueries>().AddSingleton<ClaimsStore>();
        services.AddComparison();
        services.AddAblations();
        services.AddFleet(configuration);
        services.AddSweeps();
        services.AddTelemetry();
        services.Configure<JsonOptions>(json => JournalJson.Configure(json.SerializerOptions));
        services.AddOpenApi();
        services.AddProblemDetails();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("tracker-database", tags: ["ready"]);
        return services;
    }

    /// <summary>What the tracker hears; nothing where it only reads.</summary>
    public static void AddTrackerConsumers(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        if (OnlyReads(configuration))
            return;
        bus.AddConsumer<StoreEntriesConsumer, StoreEntriesConsumerDefinition>();
        bus.AddConsumer<HearTrainersConsumer>().AsTemporaryPerInstance("tracker-hear-trainers");
    }

    /// <summary>The API under <c>/api</c>, its description at <c>/openapi/v1.json</c>, <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static void MapTracker(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").AddEndpointFilter(BadQueryException.Answer);
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<TrackerOptions>>().Value.ReadOnly)
            api.AddEndpointFilter(ReadOnlyApi.Refuse);
        api.MapRuns();
        api.MapViews();
        api.MapMetrics();
        api.MapRunTimes();
        api.MapPhases();
        api.MapEvaluations();
        api.MapPreviews();
        api.MapComparison();
        api.MapCheckpoints();
        api.MapLogs();
        api.MapJournal();
        api.MapDeadLetters();
        api.MapAudit();
        api.MapAblations();
        api.MapFleet();
        api.MapSweeps();
        api.MapBackbones();
        endpoints.MapOpenApi();
        endpoints.MapMetricsText();
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    static bool OnlyReads(IConfiguration configuration) =>
        configuration.GetSection(TrackerOptions.Section).Get<TrackerOptions>() is { ReadOnly: true };

    /// <summary>What storing and replaying need, without a host or a bus.</summary>
    internal static IServiceCollection AddTrackerStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TrackerOptions.Section);
        services.AddOptions<TrackerOptions>().Bind(section);
        var options = section.Get<TrackerOptions>() ?? new();
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase(options);
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<Projector>();
        services.AddSingleton<JournalStore>().AddSingleton<JournalPacker>().AddSingleton<RunPruning>().AddSingleton<RunDeletion>();
        services.AddSingleton(s => new ReplayJournal(
            s.GetRequiredService<IDbContextFactory<TrackerDb>>(), s.GetRequiredService<IJournalWriter>(), s.GetRequiredService<Projector>()));
        return services;
    }
}
