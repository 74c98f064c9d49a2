using Microsoft.AspNetCore.Http;

namespace Platform.Tracker.Http;

/// <summary>The API of a tracker that only reads.</summary>
static class ReadOnlyApi
{
    /// <summary>Endpoint filter: answers 405 to whatever would change something.</summary>
    public static async ValueTask<object?> Refuse(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method)
            ? await next(context)
            : TypedResults.Problem("this tracker only reads (Tracker:ReadOnly); send changes to one that stores",
                statusCode: StatusCodes.Status405MethodNotAllowed, title: "Read only");
}
