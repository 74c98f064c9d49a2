using System.Globalization;
using BootstrapBlazor.Components;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Dashboard.Audits;
using Platform.Dashboard.Comparison;
using Platform.Dashboard.Live;
using Platform.Dashboard.Runs.Exports;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard;

/// <summary>What a host calls to have the dashboard: services, consumers, pages.</summary>
public static class DashboardSetup
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DashboardOptions>().Bind(configuration.GetSection(DashboardOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RunFeed>().AddSingleton<Handover>();
        services.AddHttpClient<TrackerClient>((provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<DashboardOptions>>().Value;
            http.BaseAddress = options.TrackerAddress;
            http.Timeout = TimeSpan.FromSeconds(options.TrackerTimeoutSeconds);
        }).RemoveAllLoggers();      // four lines a request otherwise; failures are shown on the page
        services.AddRazorComponents().AddInteractiveServerComponents()
            // a sweep file may be pasted into its form: as much as one may hold
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 << 20);
        services.AddBootstrapBlazor(o => o.DefaultCultureInfo = o.FallbackCulture = CultureInfo.InvariantCulture.Name);     // the only one there is
        services.AddResponseCompression();
        services.AddAntiforgery();
        // which the slim hosts that platform builds leave out, and every route would fail
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        return services;
    }

    /// <summary>The consumers that keep open pages fresh, each on a temporary queue of this process.</summary>
    public static void AddDashboardConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<RefreshRunConsumer>().AsTemporaryPerInstance("dashboard-refresh-run");

    /// <summary>Serves pages and assets at the root of the host.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UsePagePolicy();
        app.UseDashboardAssets();
        app.UseAntiforgery();
        var files = app.MapGroup("").AddEndpointFilter(FileProblems.Answer).ExcludeFromDescription();
        files.MapRunFiles();
        files.MapCompareFiles();
        files.MapRunExport();
        files.MapTableFiles();
        files.MapAuditFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
