using System.Reflection;
using Xunit.Sdk;

namespace Platform.Tracker.Tests;

/// <summary>Runs a theory on SQLite: its argument is "sqlite".</summary>
sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["sqlite"]];
}

/// <summary>Runs a theory on PostgreSQL: its argument is "postgres". Skipped where no server was started for the tests.</summary>
sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = TestServices.Postgres is null ? "needs PostgreSQL: run ./platform test, which starts it" : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["postgres"]];
}
