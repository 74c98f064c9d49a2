using Microsoft.AspNetCore.Http;
using Platform.Contracts.Api;

namespace Platform.Dashboard;

/// <summary>What a file made of the tracker's answers is instead, when there are none.</summary>
static class FileProblems
{
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadFilterException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest, title: "Not understood");
        }
        catch (HttpRequestException)
        {
            return TypedResults.Problem("the tracker cannot be reached", statusCode: StatusCodes.Status502BadGateway, title: "No answer");
        }
    }
}
