using Platform.Contracts;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.Faults;

/// <summary>Entries that the broker confirmed and somebody then threw away: the tracker asks the living trainer for them.</summary>
public sealed class LostEntriesTests
{
    [FaultFact]
    public async Task What_a_purged_queue_held_is_asked_for_again()
    {
        await using var rig = await Rig.StartAsync(seed: 1, runs: 1, halfway: true);
        await rig.AppliedAsync(entries: 3);
        await rig.EndAllAsync("tracker");
        rig.GoOn();
        await Eventually.Holds(async () => await PurgeAsync(atLeast: 5) > 0, "the queue held entries of the run", KillableServices.Patience);
        rig.StartAll("tracker");

        await rig.ShouldBeWholeAsync();

        await rig.SaysAsync("publisher", "asked for", "who writes the run was asked for what was lost");
    }

    [FaultFact]
    public async Task The_end_is_lost_and_asked_for_again_though_no_entry_follows_it()
    {
        await using var rig = await Rig.StartAsync(seed: 2, runs: 1, iterations: 500);
        await rig.SettleAsync();
        await rig.EndAllAsync("tracker");
        await rig.AppendAsync("the last entry");
        await Eventually.Holds(async () => await PurgeAsync(atLeast: 1) > 0, "the queue held the last entry", KillableServices.Patience);
        rig.StartAll("tracker");

        await rig.ShouldBeWholeAsync();

        await rig.SaysAsync("publisher", "asked for", "who wrote the run was asked for what was lost");
    }

    static async Task<uint> PurgeAsync(uint atLeast)
    {
        await using var connection = await new ConnectionFactory { Uri = new(KillableServices.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(BusSetup.JournalQueue) < atLeast ? 0 : await channel.QueuePurgeAsync(BusSetup.JournalQueue);
    }
}
