using FastEndpoints;
using PawPal.Api.Idempotency;
using PawPal.Api.Reference;

namespace PawPal.Api;

/// <summary>What all endpoints share.</summary>
internal static class PawPalEndpoints
{
    public const string Prefix = "api/v1";

    public static void Configure(Config config)
    {
        config.Endpoints.RoutePrefix = Prefix;
        config.Endpoints.ShortNames = true;
        config.Endpoints.Configurator = AcceptNoBody;
        config.Errors.ContentType = ProblemAnswer.ContentType;
        config.Errors.ResponseBuilder = ValidationProblem.Body;
        config.Binding.JsonExceptionTransformer = ValidationProblem.FromReader;
    }

    /// <summary>A request without fields for a body may come without a content type.</summary>
    private static void AcceptNoBody(EndpointDefinition endpoint)
    {
        if (!typeof(IWriteEndpoint).IsAssignableFrom(endpoint.EndpointType)
            || new RequestShape(endpoint.ReqDtoType, endpoint.Routes?[0] ?? "", hasBody: true).Body.Count > 0)
            return;
        endpoint.Description(route => route.Accepts(endpoint.ReqDtoType, isOptional: true, "*/*", "application/json"));
    }
}
