using System.CommandLine;
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
    readonly TrackerCheck _check;
    readonly bool _restore;

    ImportDelivery(BusProcess? bus, ImportStore? store, TrackerCheck check, bool restore) => (_bus, _store, _check, _restore) = (bus, store, check, restore);

    /// <exception cref="UserErrorException">The broker or the database cannot be reached.</exception>
    public static async Task<ImportDelivery> OpenAsync(PlatformSettings settings, ParseResult parsed, CancellationToken cancel)
    {
        var (check, restore) = (TrackerCheck.Of(parsed, settings), TrackerCheck.Restores(parsed));
        if (settings.Bus().Kind == BusOptions.InMemory)
            return new(null, await ImportStore.OpenAsync(settings.Configuration, cancel), check, restore);
        await BusSetup.EnsureReachableAsync(settings.Bus());
        var process = BusProcess.Build(settings, withBus: true, parsed.GetValue(CommandLine.Verbose));
        await process.StartAsync(cancel);
        return new(process, null, check, restore);
    }

    /// <summary>One line that says what became of the journal.</summary>
    /// <exception cref="UserErrorException">Somebody deleted the run from the tracker, and it is not to be restored.</exception>
    public Task<string> DeliverAsync(Guid run, RunFolder folder, CancellationToken cancel) =>
        _store is null ? PublishAsync(folder, cancel) : StoreAsync(_store, run, folder, cancel);

    async Task<string> StoreAsync(ImportStore store, Guid run, RunFolder folder, CancellationToken cancel)
    {
        if (await store.DeletedAtAsync(run, cancel) is { } at)
            await (_restore ? store.RestoreAsync(run, cancel) : throw new UserErrorException(TrackerCheck.WasDeleted(run, at)));
        var (stored, conflicts) = await store.StoreAsync(folder.Journal, cancel);
        return conflicts > 0
            ? $"{stored} entries stored; {conflicts} contradict those of an earlier import and are kept apart"
            : stored > 0 ? $"{stored} entries stored" : "the tracker has it already: nothing changed";
    }

    async Task<string> PublishAsync(RunFolder folder, CancellationToken cancel)
    {
        if (await _check.RefusalAsync(folder, cancel) is { } refusal)
            throw new UserErrorException(refusal);
        var delivery = await new JournalSync(_bus!.Bus!, _bus.Log).DeliverAsync(folder);
        return delivery.Remaining == 0
            ? $"{delivery.Delivered} of {delivery.Total} entries delivered"
            : $"not delivered ({delivery.Problem}); later: platform sync {folder.Path}";
    }

    public async ValueTask DisposeAsync()
    {
        _check.Dispose();
        if (_bus is not null)
            await _bus.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
