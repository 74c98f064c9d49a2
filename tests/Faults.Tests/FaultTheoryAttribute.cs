using Platform.TestKit;

namespace Platform.Faults;

/// <summary>A test that kills the services; skipped where they are somebody else's.</summary>
sealed class FaultTheoryAttribute : TheoryAttribute
{
    public FaultTheoryAttribute() =>
        Skip = TestServices.WhyNot ?? (TestServices.CanRestartBroker ? null : "needs services it may kill: run ./platform test, which starts them");
}

/// <summary>The same without data.</summary>
sealed class FaultFactAttribute : FactAttribute
{
    public FaultFactAttribute() => Skip = new FaultTheoryAttribute().Skip;
}
