using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Platform.Tracker.Http;

/// <summary>Describes in the OpenAPI document the query values a handler reads through <see cref="QueryValues"/>.</summary>
static class QueryParameters
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string name, JsonSchemaType type, string meaning, bool many = false) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = meaning,
                Schema = many
                    ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = type } }
                    : new OpenApiSchema { Type = type },
            });
            return Task.CompletedTask;
        });
}
