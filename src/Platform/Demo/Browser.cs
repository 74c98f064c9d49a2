using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Demo;

/// <summary>Opens a page where somebody sits in front of a desktop.</summary>
static class Browser
{
    public static void Open(string url)
    {
        var desktop = Environment.GetEnvironmentVariable("DISPLAY") ?? Environment.GetEnvironmentVariable("WAYLAND_DISPLAY");
        if (string.IsNullOrEmpty(desktop))
            return;
        try
        {
            using var opener = Process.Start(new ProcessStartInfo("xdg-open", [url]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            // a desktop without xdg-open: the address has been printed
        }
    }
}
