using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Tracker.Journal;

/// <summary>Looks for missing entries every two seconds.</summary>
sealed class MissingEntriesWatch(MissingEntries missing, TimeProvider clock, ILogger<MissingEntriesWatch> logger) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await missing.LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.AskingDelayed(logger, e.GetBaseException().Message); // broker or database away: the next look asks
            }
    }
}
