using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Platform.Contracts.Journal;

/// <summary>"Serializes" a message as bytes that are already there.</summary>
sealed class JournalLineSerializer(byte[] line) : IMessageSerializer
{
    public static readonly ContentType Json = new("application/json");

    public ContentType ContentType => Json;

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(line);
}

/// <summary>
/// Hands every message on as a <see cref="JournalLine"/> without looking at its body, so that a line nobody can parse
/// still reaches the consumer, who says what is wrong with it.
/// </summary>
sealed class JournalLineDeserializer : IMessageDeserializer
{
    static readonly MessageBody s_empty = new StringMessageBody("{}");

    readonly SystemTextJsonRawMessageSerializer _inner =
        new(RawSerializerOptions.AddTransportHeaders | RawSerializerOptions.AnyMessageType);

    public ContentType ContentType => JournalLineSerializer.Json;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(s_empty, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        _inner.Deserialize(s_empty, headers, destinationAddress);

    public MessageBody GetMessageBody(string text) => _inner.GetMessageBody(text);

    public void Probe(ProbeContext context) => _inner.Probe(context);
}

sealed class JournalLineDeserializerFactory : ISerializerFactory
{
    public ContentType ContentType => JournalLineSerializer.Json;

    public IMessageSerializer CreateSerializer() => new SystemTextJsonRawMessageSerializer(RawSerializerOptions.AddTransportHeaders);

    public IMessageDeserializer CreateDeserializer() => new JournalLineDeserializer();
}
