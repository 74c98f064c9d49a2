using Platform.BrowserKit;
using Platform.TestKit;

namespace Platform.Tests.Pages;

/// <summary>A test that needs the services and a Chromium.</summary>
sealed class PagesFactAttribute : FactAttribute
{
    public PagesFactAttribute()
    {
        Timeout = Patience.OfTest;
        Skip = TestServices.WhyNot ?? BrowserFactAttribute.WhyNot;
    }
}
