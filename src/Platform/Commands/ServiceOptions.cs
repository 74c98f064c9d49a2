using System.CommandLine;
using Platform.Contracts;
using Platform.Settings;

namespace Platform.Commands;

/// <summary>Options that several services share; each sets the setting its description names.</summary>
sealed class ServiceOptions
{
    readonly Option<string?> _bus = Choice("--bus", "the bus (Bus:Kind)", BusOptions.RabbitMq, BusOptions.InMemory);
    readonly Option<string?> _broker = new("--broker") { Description = "RabbitMQ's address, amqp://user:password@host:5672/ (Bus:Uri)" };
    readonly Option<string?> _database = Choice("--database", "the tracker's database (Tracker:Database)", "postgres", "sqlite");
    readonly Option<string?> _connection = new("--connection") { Description = "its connection string (Tracker:ConnectionString)" };

    public IEnumerable<Option> Bus => [_bus, _broker];

    public IEnumerable<Option> Database => [_database, _connection];

    /// <summary>Settings of the environment with the given options over them.</summary>
    /// <param name="defaultBus">The bus where nobody said which.</param>
    public PlatformSettings Read(ParseResult parsed, string defaultBus)
    {
        var settings = new PlatformSettings()
            .Set("Bus:Kind", parsed.GetValue(_bus))
            .Set("Bus:Uri", parsed.GetValue(_broker))
            .Set("Tracker:Database", parsed.GetValue(_database))
            .Set("Tracker:ConnectionString", parsed.GetValue(_connection))
            .Default("Bus:Kind", defaultBus)
            .Default("Tracker:Database", "sqlite");
        if (settings.Configuration["Tracker:Database"] == "sqlite")
            settings.Default("Tracker:ConnectionString", $"Data Source={Path.Combine(settings.DataFolder, "tracker.db")}");
        return settings;
    }

    /// <exception cref="UserErrorException">PostgreSQL is asked for, but nobody said where it is.</exception>
    public static void EnsureDatabaseNamed(PlatformSettings settings)
    {
        if (string.IsNullOrEmpty(settings.Configuration["Tracker:ConnectionString"]))
            throw new UserErrorException("no connection string; set PLATFORM_Tracker__ConnectionString or --connection to "
                + "\"Host=...;Database=...;Username=...;Password=...\"");
    }

    static Option<string?> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = $"{description}: {string.Join(" or ", values)}" };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
