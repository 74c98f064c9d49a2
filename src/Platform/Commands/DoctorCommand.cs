using Platform.Doctor;
using Platform.Settings;
using Spectre.Console;

namespace Platform.Commands;

/// <summary><c>platform doctor</c></summary>
static class DoctorCommand
{
    public static PlatformCommand Create()
    {
        var command = new PlatformCommand("doctor", "Reports what this machine has, and how to get what it lacks.", "doctor");
        command.SetAction(_ => RunAsync());
        return command;
    }

    static async Task<int> RunAsync()
    {
        var settings = new PlatformSettings();
        var broken = 0;
        Finding[] findings = [.. MachineChecks.Run(settings.Home), .. TorchCheck.Run(), .. await ServiceChecks.RunAsync(settings)];
        foreach (var finding in findings)
        {
            Write(finding);
            if (finding.Health == Health.Broken)
                broken++;
        }
        Console.WriteLine(broken == 0 ? "the demo can run: ./platform demo" : "the demo cannot run before the above is fixed");
        return broken == 0 ? 0 : 1;
    }

    static void Write(Finding finding)
    {
        var mark = finding.Health switch { Health.Good => "[green]ok[/]  ", Health.Lacking => "[yellow]note[/]", _ => "[red]BAD[/] " };
        AnsiConsole.MarkupLine($"{mark}  {finding.Part,-11} {finding.State.EscapeMarkup()}");
        if (finding.Fix is { } fix)
            AnsiConsole.MarkupLine($"      {"",-11} fix: {fix.EscapeMarkup()}");
    }
}
