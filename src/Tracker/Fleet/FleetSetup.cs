using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Api;

namespace Platform.Tracker.Fleet;

static class FleetSetup
{
    public static IServiceCollection AddFleet(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IngestMeter>().AddSingleton<FleetQueries>()
        .AddSingleton(new BusGauge(configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new()));

    public static void MapFleet(this RouteGroupBuilder api)
    {
        _ = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<IngestMeter>(); // hears from now on
        api.MapGet("/fleet", StatusAsync).WithTags("Tracker").WithSummary("Queues, what is stored a second, what waits, what could not be taken, and the database");
    }

    static async Task<Ok<FleetStatus>> StatusAsync(FleetQueries fleet, CancellationToken cancel) => TypedResults.Ok(await fleet.StatusAsync(cancel));
}
