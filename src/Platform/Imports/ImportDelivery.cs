using Platform.Contracts;
using Platform.Hosting;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Tracker.Imports;

namespace Platform.Imports;

/// <summary>Brings imported journals to a tracker: through the broker where one is named, else straight into the database.</summary>
sealed class ImportDelivery : IAsyncDisposable
{
    readonly BusProcess? _bus;
    readonly ImportStore? _store;

    ImportDelivery(BusProcess? bus, ImportStore? store) => (_bus, _store) = (bus, store);

    /// <exception cref="UserErrorException">The broker or the database cannot be reached.</exception>
    public static async Task<ImportDelivery> OpenAsync(PlatformSettings settings, bool verbose, CancellationToken cancel)
    {
        if (settings.Bus().Kind == BusOptions.InMemory)
            return new(null, await ImportStore.OpenAsync(settings.Configuration, cancel));
        await BusSetup.EnsureReachableAsync(settings.Bus());
        var process = BusProcess.Build(settings, withBus: true, verbose);
        await process.StartAsync(cancel);
        return new(process, null);
    }

    /// <summary>One line that says what became of the journal.</summary>
    public async Task<string> DeliverAsync(RunFolder folder, CancellationToken cancel)
    {
        if (_store is not null)
        {
            var (stored, conflicts) = await _store.StoreAsync(folder.Journal, cancel);
            return conflicts > 0
                ? $"{stored} entries stored; {conflicts} contradict those of an earlier import and are kept apart"
                : stored > 0 ? $"{stored} entries stored" : "the tracker has it already: nothing changed";
        }
        var told = "";
        await foreach (var run in new JournalSync(_bus!.Bus!, _bus.Log).DeliverAsync(folder.Path))
            told = run.Delivery.Remaining == 0
                ? $"{run.Delivery.Delivered} of {run.Delivery.Total} entries delivered"
                : $"not delivered ({run.Delivery.Problem}); later: platform sync {folder.Path}";
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        if (_bus is not null)
            await _bus.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
