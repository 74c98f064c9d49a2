using Microsoft.AspNetCore.Http;

namespace Platform.Tracker.Http;

/// <summary>A query value that cannot be used.</summary>
sealed class BadQueryException(string name, string value, string expected)
    : Exception($"{name} is \"{value}\"; it must be {expected}")
{
    /// <summary>Endpoint filter: answers 400 with the parameter's name.</summary>
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadQueryException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest, title: "Bad query value",
                extensions: new Dictionary<string, object?> { ["parameter"] = e.Name });
        }
    }

    string Name { get; } = name;
}
