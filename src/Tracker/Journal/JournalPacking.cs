using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Looks every few seconds for journals to pack. Several trackers may: the run's row lets one at it.</summary>
sealed class JournalPacking(JournalPacker packer, TimeProvider clock, ILogger<JournalPacking> logger) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                var segments = await packer.PackAsync(stoppingToken);
                if (segments > 0)
                    Log.JournalPacked(logger, segments);
            }
            catch (Exception e) when (DatabaseErrors.MayPass(e) && !stoppingToken.IsCancellationRequested)
            {
                Log.PackingDelayed(logger, e.GetBaseException().Message);
            }
    }
}
