using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MassTransit;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Tests;

/// <summary>What other languages and older journals rely on. A change here is a change of the contract: docs/messages.md.</summary>
public sealed class WireFormatTests
{
    static readonly Type[] s_messages =
        [.. typeof(BusSetup).Assembly.GetTypes().Where(t => t.GetCustomAttribute<MessageUrnAttribute>() is not null && t != typeof(JournalLine))];

    public static TheoryData<string> EventNames => [.. Some.Events.Keys];
    public static TheoryData<string> MessageNames => [.. Some.Messages.Keys];

    [Theory, MemberData(nameof(EventNames))]
    public void A_line_is_written_as_its_golden_file_and_read_back(string name)
    {
        var golden = Golden(name);
        var entry = JournalEntry.Write(Some.Header, Some.Events[name]);
        Encoding.UTF8.GetString(entry.Bytes).ShouldBe(golden);

        var read = JournalEntry.Read(Encoding.UTF8.GetBytes(golden));
        read.Header.ShouldBe(Some.Header);
        read.Event.GetType().ShouldBe(Some.Events[name].GetType());
        Encoding.UTF8.GetString(JournalEntry.Write(read.Header, read.Event).Bytes).ShouldBe(golden);
    }

    [Theory, MemberData(nameof(MessageNames))]
    public void A_message_is_written_as_its_golden_file_and_read_back(string name)
    {
        var message = Some.Messages[name];
        var golden = Golden(name);
        JsonSerializer.Serialize(message, message.GetType(), JournalJson.Options).ShouldBe(golden);
        var read = JsonSerializer.Deserialize(golden, message.GetType(), JournalJson.Options);
        JsonSerializer.Serialize(read, message.GetType(), JournalJson.Options).ShouldBe(golden);
    }

    [Fact]
    public void Every_message_has_a_golden_file_and_every_golden_file_a_message()
    {
        var files = Directory.GetFiles(GoldenFolder, "*.json").Select(Path.GetFileNameWithoutExtension).Order().ToArray();
        files.ShouldBe(s_messages.Select(WireName).Order());
        files.ShouldBe(Some.Events.Keys.Concat(Some.Messages.Keys).Order());
    }

    [Fact]
    public void Every_member_of_every_message_is_in_its_golden_file()
    {
        foreach (var type in s_messages)
        {
            var golden = JsonNode.Parse(Golden(WireName(type)))!.AsObject();
            foreach (var member in type.GetProperties())
                golden.ContainsKey(JsonNamingPolicy.CamelCase.ConvertName(member.Name)).ShouldBeTrue($"{type.Name}.{member.Name}");
        }
    }

    [Fact]
    public void The_document_for_other_languages_shows_every_golden_message()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "messages.md"));
        var asyncApi = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "asyncapi.yaml"));
        foreach (var type in s_messages)
        {
            asyncApi.ShouldContain($"name: {WireName(type)}\n");
            document.ShouldContain($"### `{WireName(type)}`");
            document.ShouldContain(Golden(WireName(type)), customMessage: WireName(type));
            foreach (var member in type.GetProperties())
                document.ShouldContain($"`{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}`", customMessage: $"{type.Name}.{member.Name}");
        }
    }

    [Fact]
    public void A_heartbeat_of_a_trainer_from_before_it_told_of_its_journals_is_read()
    {
        var golden = Golden("heartbeat-sent");
        var older = golden[..golden.IndexOf(",\"journals\"", StringComparison.Ordinal)] + "}";
        var beat = JsonSerializer.Deserialize<HeartbeatSent>(older, JournalJson.Options).ShouldNotBeNull();
        (beat.Iteration, beat.Journals).ShouldBe((123, null));
        JsonSerializer.Serialize(beat, JournalJson.Options).ShouldBe(older);
    }

    [Fact]
    public void The_type_in_the_line_is_the_wire_name_in_the_header()
    {
        var declared = typeof(IRunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType);
        declared.Keys.Order().ShouldBe(Some.Events.Keys.Order());
        foreach (var (name, type) in declared)
            WireName(type).ShouldBe(name);
        typeof(BusSetup).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IRunEvent)) && !t.IsInterface).Order(s_byName)
            .ShouldBe(declared.Values.Order(s_byName));
    }

    [Fact]
    public void Entity_names_are_as_published()
    {
        var entities = s_messages.ToDictionary(WireName, t => t.GetCustomAttribute<EntityNameAttribute>().ShouldNotBeNull(t.Name).EntityName);
        foreach (var name in Some.Events.Keys)
            entities[name].ShouldBe("run-journal");
        entities.Where(e => !Some.Events.ContainsKey(e.Key)).ToDictionary().ShouldBe(new Dictionary<string, string>
        {
            ["heartbeat-sent"] = "trainer-heartbeat",
            ["run-changed"] = "run-changed",
            ["start-run"] = "command.start-run",
            ["stop-run"] = "command.stop-run",
            ["resend-entries"] = "command.resend-entries",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Queue_names_are_unique_and_none_is_an_entitys()
    {
        var queues = typeof(BusSetup).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral && f.Name.EndsWith("Queue", StringComparison.Ordinal)).Select(f => (string)f.GetRawConstantValue()!).ToArray();
        queues.ShouldBe(["tracker-journal", "tracker-journal_error"]);
        queues.ShouldBeUnique();
        queues.Intersect(s_messages.Select(t => t.GetCustomAttribute<EntityNameAttribute>()!.EntityName)).ShouldBeEmpty();
    }

    static readonly Comparer<Type> s_byName = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));

    static string GoldenFolder => Path.Combine(RepositoryRoot.Path, "tests", "Contracts.Tests", "Golden");

    static string Golden(string name) => File.ReadAllText(Path.Combine(GoldenFolder, name + ".json")).TrimEnd('\n');

    static string WireName(Type type) => type.GetCustomAttribute<MessageUrnAttribute>()!.Urn.ToString().Replace("urn:message:", "", StringComparison.Ordinal);
}
