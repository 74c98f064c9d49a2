using System.Collections;
using Microsoft.Extensions.Configuration;
using Platform.Contracts;
using Platform.Trainer.Journal;

namespace Platform.Settings;

/// <summary>Environment variables <c>PLATFORM_Section__Name</c>, with a command's options on top.</summary>
sealed class PlatformSettings
{
    public const string HomeKey = "Home";

    public PlatformSettings() : this(Environment.GetEnvironmentVariables())
    {
    }

    /// <exception cref="UserErrorException">A variable with our prefix is none of ours; the message names the nearest.</exception>
    public PlatformSettings(IDictionary variables)
    {
        foreach (var name in variables.Keys.Cast<string>().Where(n => n.StartsWith(Setting.Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            if (SettingsCatalog.IsForTests(name))
                continue;
            var setting = SettingsCatalog.All.FirstOrDefault(s => s.Variable.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UserErrorException(Unknown(name));
            Set(setting.Key, (string?)variables[name]);
        }
    }

    public ConfigurationManager Configuration { get; } = new();

    /// <summary>The folder below which things are kept that were given no folder of their own.</summary>
    public string Home => Path.GetFullPath(Configuration[HomeKey] ?? Environment.CurrentDirectory);

    public string DataFolder => Path.Combine(Home, "data");

    public string RunsFolder => Path.Combine(Home, "runs");

    /// <summary>Sets a key from an option; null leaves it as it is.</summary>
    public PlatformSettings Set(string key, string? value)
    {
        if (value is not null)
            Configuration[key] = value;
        return this;
    }

    /// <summary>Sets a key that neither environment nor options have set.</summary>
    public PlatformSettings Default(string key, string value)
    {
        if (string.IsNullOrEmpty(Configuration[key]))
            Configuration[key] = value;
        return this;
    }

    public BusOptions Bus() => Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new();

    /// <summary>Where trainers and commands find the tracker's API.</summary>
    /// <exception cref="UserErrorException">It is no address.</exception>
    public Uri TrackerUrl() => (Configuration["Trainer:TrackerUrl"] is { Length: > 0 } url ? url : "http://127.0.0.1:5081/") is var text
        && Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new UserErrorException($"Trainer:TrackerUrl is '{Configuration["Trainer:TrackerUrl"]}'; write http://HOST:5081/");

    /// <exception cref="UserErrorException">It is neither of the two.</exception>
    public bool LogAsJson => Configuration["Log:Format"] switch
    {
        null or "" or "text" => false,
        "json" => true,
        var other => throw new UserErrorException($"Log:Format is '{other}'; it can be text or json"),
    };

    /// <exception cref="UserErrorException">A setting cannot be used; the message names its key.</exception>
    public JournalOptions Journal() => new()
    {
        Sync = JournalOptions.ReadPolicy(Configuration["Journal:Sync"]),
        SyncEvery = TimeSpan.FromMilliseconds(Number("Journal:SyncMilliseconds", 100, 1, 10_000)),
        SegmentBytes = (long)Number("Journal:SegmentMegabytes", 64, 1, JournalOptions.MaxSegmentMegabytes) << 20,
    };

    /// <exception cref="UserErrorException">It is set to something that is not a whole number of the range.</exception>
    public int Number(string key, int otherwise, int min, int max)
    {
        if (Configuration[key] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, out var number) && number >= min && number <= max
            ? number
            : throw new UserErrorException($"{key} is '{text}'; it is a whole number from {min} to {max}");
    }

    static string Unknown(string name)
    {
        var nearest = ParseErrors.Nearest(name, SettingsCatalog.All.Select(s => s.Variable));
        return $"unknown setting {name}{(nearest is null ? "" : $", did you mean {nearest}?")}; docs/settings.md lists them";
    }
}
