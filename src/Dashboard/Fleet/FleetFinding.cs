using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Commands;

namespace Platform.Dashboard.Fleet;

/// <summary>Something that is not as it should be, with what it means and what to do about it.</summary>
/// <param name="Serious">Results may be lost or wait for good; otherwise it passes or only costs time.</param>
/// <param name="Command">What to type; absent where there is nothing to.</param>
/// <param name="Link">The page that tells more.</param>
public sealed record FleetFinding(bool Serious, string What, string Meaning, string Advice, string? Command = null, string? Link = null)
{
    // some seconds of what trainers send: more than a tracker that keeps up leaves in the queue
    const long FullQueue = 2_000;
    const long LowDiskBytes = 2L << 30;

    public static IReadOnlyList<FleetFinding> Of(FleetStatus status, IReadOnlyList<TrainerRow> trainers) =>
        [.. OfBroker(status.Broker).Concat(OfCells(status.Broker, trainers)).Concat(OfTracker(status)).Concat(OfTrainers(trainers)).OrderByDescending(f => f.Serious)];

    static IEnumerable<FleetFinding> OfBroker(BrokerStatus broker)
    {
        if (broker.Problem is { } problem)
        {
            yield return new(true, $"RabbitMQ at {broker.Address} {problem.Split(';')[0]}",
                "Trainers go on and keep their journals on disk; nothing of them arrives here meanwhile, and nothing is lost.",
                "Start the broker, or correct the tracker's Bus:Uri; everything is delivered once it answers.");
            yield break;
        }
        var queue = broker.Queues.FirstOrDefault(q => q.Name == BusSetup.JournalQueue);
        if (queue is { Consumers: 0 })
            yield return new(true, "Nobody takes from the journal's queue",
                $"{Format.Count(queue.Messages ?? 0)} entries wait in {queue.Name}; the broker keeps them.", "Start a tracker that stores:", "./platform track --bus rabbitmq");
        else if (queue is { Messages: > FullQueue })
            yield return new(false, $"{Format.Count(queue.Messages.Value)} entries wait in the queue",
                "Trainers send faster than the tracker stores; pages lag behind, nothing is lost.",
                "If it does not shrink, look at the database's disk, raise Tracker:BatchSize, or start another tracker on the same broker and database:", "./platform track --bus rabbitmq");
        if (broker.Queues.FirstOrDefault(q => q.Name == BusSetup.JournalErrorQueue) is { Messages: > 0 } errors)
            yield return new(false, $"{Format.Count(errors.Messages.Value)} messages are in the error queue",
                "Copies of what no tracker could take; each is kept here as well, under Unreadable messages.", "Find and mend the cause, then replay them.", null, DashboardUrls.DeadLetters);
    }

    // a trainer asks for a cell when it is free, so that nobody is seen waiting at the queue
    static IEnumerable<FleetFinding> OfCells(BrokerStatus broker, IReadOnlyList<TrainerRow> trainers)
    {
        var isServed = trainers.Any(t => t.State is TrainerState.Idle or TrainerState.Training);
        if (!isServed && broker.Queues.FirstOrDefault(q => q.Name == StartRun.Queue) is { Messages: > 0 } cells)
            yield return new(false, $"{Format.Count(cells.Messages.Value)} cells of sweeps wait, and no trainer takes them", "Sweeps stand still until one does.",
                "On any machine that reaches the broker and the tracker:", "./platform work --broker amqp://USER:PASSWORD@HOST:5672/ --tracker http://HOST:5081/", DashboardUrls.Sweeps);
    }

    static IEnumerable<FleetFinding> OfTracker(FleetStatus status)
    {
        if (status.DeadLetters > 0)
            yield return new(true, $"{Format.Count(status.DeadLetters)} unreadable messages",
                "The tracker could not take them: not JSON, a missing member, an unknown event. They are kept byte for byte.",
                "Read why, mend whoever sends them, and replay them.", null, DashboardUrls.DeadLetters);
        if (status.WaitingRuns is [var first, ..])
            yield return new(true, $"{Format.Count(status.WaitingEntries)} entries of {status.WaitingRuns.Count} runs wait for one that has not come",
                $"Of {first.Name ?? first.Id.ToString()} entry {Format.Count(first.Missing)} is missing: its pages stop before it. The tracker asks the run's trainer to send it again.",
                "If the trainer is gone, deliver its journal from the machine's disk:", "./platform sync FOLDER", first.Name is null ? null : DashboardUrls.Run(first.Id, SingleRun.RunTab.Journal));
        if (status.Conflicts > 0)
            yield return new(false, $"{Format.Count(status.Conflicts)} entries came twice with different bytes",
                "The first ones stay, the others are kept apart. Usually a journal was restored from a copy and went on from there.",
                "Open the journal of the run and compare.");
        if (status.Storage is { FreeBytes: < LowDiskBytes } storage)
            yield return new(true, $"{Format.Bytes(storage.FreeBytes!.Value)} are left on the database's disk",
                "When it is full nothing more is stored; trainers keep their journals.", "Make room, or delete the points of runs nobody needs:", "./platform prune --help");
    }

    static IEnumerable<FleetFinding> OfTrainers(IReadOnlyList<TrainerRow> trainers)
    {
        var lost = trainers.Where(t => t.State == TrainerState.Lost).ToArray();
        if (lost is [var one, ..])
            yield return new(true, lost.Length == 1 ? $"{one.Key} has fallen silent" : $"{lost.Length} trainers have fallen silent",
                "No heartbeat comes: its process died, its machine is away, or the network between is. Its cells go to other trainers by themselves.",
                "If nobody takes over, bring what its disk still holds:", "./platform sync FOLDER", one.RunId is { } run ? DashboardUrls.Run(run) : null);
    }
}
