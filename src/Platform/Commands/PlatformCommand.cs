using System.CommandLine;

namespace Platform.Commands;

/// <summary>A command of the platform, with the one example its help shows.</summary>
sealed class PlatformCommand(string name, string description, string example) : Command(name, description)
{
    public string Example => example;
}
