using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Tracker.Sweeps;

/// <summary>Looks after sweeps once a second. Every tracker does; what one has seen to, the others find done.</summary>
sealed class SweepWatch(SweepRound round, CellCommands commands, IBusControl bus, TimeProvider clock, ILogger<SweepWatch> logger) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    readonly Hearing _hearing = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SweepsDelayed(logger, e.GetBaseException().Message); // broker or database away: the next look sees to it
            }
    }

    async Task LookAsync(CancellationToken cancel)
    {
        var connected = bus.CheckHealth().Status == BusHealthStatus.Healthy;
        await round.RunAsync(_hearing.Look(connected), cancel);
        if (connected)
            await commands.SendAsync(cancel);
    }
}
