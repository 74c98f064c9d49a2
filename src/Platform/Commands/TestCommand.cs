using Platform.Contracts;

namespace Platform.Commands;

/// <summary><c>platform test</c>: the launcher's, as it has to build the tests and start services before any of this runs.</summary>
static class TestCommand
{
    public static PlatformCommand Create()
    {
        var command = new PlatformCommand("test",
            "Runs all tests against a private RabbitMQ and PostgreSQL; names choose test projects.", "test contracts --filter Journal")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(Refuse);
        return command;
    }

    static int Refuse(System.CommandLine.ParseResult parsed) =>
        throw new UserErrorException("tests run from a checkout, by its launcher: ./platform test");
}
