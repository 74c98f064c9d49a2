using System.Diagnostics;
using MassTransit;

namespace Platform.Contracts.Journal;

/// <summary>Puts journal lines on the bus as they are.</summary>
public static class JournalLinePublishing
{
    /// <summary>
    /// Publishes one line, byte for byte. The task ends when the broker has confirmed it; it fails where no queue takes it.
    /// </summary>
    /// <param name="bus">The bus.</param>
    /// <param name="line">The line's bytes, without the line feed.</param>
    /// <param name="wireName">The event's pinned name ("metrics-logged").</param>
    /// <param name="cancel">Gives up waiting; the line may have been delivered all the same.</param>
    public static Task PublishLineAsync(this IPublishEndpoint bus, byte[] line, string wireName, CancellationToken cancel = default) =>
        bus.Publish(s_message, new LinePipe(line, wireName, Activity.Current?.Id), cancel);

    static readonly JournalLine s_message = new();

    sealed class LinePipe(byte[] line, string wireName, string? trace) : IPipe<PublishContext<JournalLine>>
    {
        public Task Send(PublishContext<JournalLine> context)
        {
            context.Serializer = new JournalLineSerializer(line);
            context.Mandatory = true;
            context.Durable = true;
            context.Headers.Set(MessageHeaders.MessageType, "urn:message:" + wireName);
            if (trace is not null)
                context.Headers.Set(JournalTelemetry.TraceHeader, trace);
            return Task.CompletedTask;
        }

        public void Probe(ProbeContext context) => context.CreateScope("journal-line");
    }
}
