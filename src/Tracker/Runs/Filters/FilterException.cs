using Microsoft.AspNetCore.Http;
using Platform.Contracts.Api;

namespace Platform.Tracker.Runs.Filters;

/// <summary>A filter, a sort or a list of columns that cannot be understood, with the place.</summary>
sealed class FilterException(string parameter, string text, Span span, string message, string? suggestion = null)
    : Exception($"{parameter}, letter {span.Position + 1}: {message}" + (suggestion is null ? "" : $"; did you mean {suggestion}?"))
{
    public FilterError Error => new(parameter, Message, span.Position, span.Length, Caret, suggestion);

    // Blanks below everything but line ends and tabs, which would shift the marks.
    string Caret => $"{Line}\n{new string(' ', span.Position)}{new string('^', Math.Max(1, span.Length))}";

    string Line => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>Endpoint filter: answers 400 with the place.</summary>
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (FilterException e)
        {
            var error = e.Error;
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest, title: "Not understood", extensions: new Dictionary<string, object?>
            {
                ["parameter"] = error.Parameter, ["position"] = error.Position, ["length"] = error.Length, ["error"] = error,
            });
        }
    }
}
