using System.Reflection;
using FastEndpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using BindingSource = Microsoft.AspNetCore.Mvc.ModelBinding.BindingSource;

namespace PawPal.Api.Reference;

/// <summary>
/// Tells the API explorer of the FastEndpoints, which it cannot see: they are mapped as bare request delegates. From
/// there the framework's own OpenAPI generator takes them like any other.
/// </summary>
internal sealed class EndpointDescriptions(EndpointDataSource endpoints) : IApiDescriptionProvider
{
    private const string Json = "application/json";
    private readonly EmptyModelMetadataProvider _types = new();

    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<EndpointDefinition>() is not { } definition)
                continue;
            foreach (var verb in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                context.Results.Add(Describe(route, definition, verb));
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }

    private ApiDescription Describe(RouteEndpoint route, EndpointDefinition definition, string verb)
    {
        var description = new ApiDescription
        {
            HttpMethod = verb,
            RelativePath = route.RoutePattern.RawText?.TrimStart('/'),
            ActionDescriptor = new ActionDescriptor
            {
                DisplayName = route.DisplayName,
                EndpointMetadata = [.. route.Metadata],
                RouteValues = new Dictionary<string, string?>(StringComparer.Ordinal) { ["controller"] = Tag(route) },
            },
        };
        var accepts = route.Metadata.GetMetadata<IAcceptsMetadata>();
        var body = HttpMethods.IsGet(verb) ? null : accepts?.RequestType;
        if (body is not null)
            AddBody(description, accepts!, body);
        else if (HttpMethods.IsGet(verb) && definition.ReqDtoType is { } query && query != typeof(EmptyRequest))
            AddQuery(description, route, query);
        AddResponses(description, route);
        return description;
    }

    /// <summary>The first part of the path after the prefix: one tag per feature.</summary>
    private static string Tag(RouteEndpoint route) =>
        route.RoutePattern.RawText?.TrimStart('/')[PawPalEndpoints.Prefix.Length..].TrimStart('/').Split('/')[0] ?? "";

    private void AddBody(ApiDescription description, IAcceptsMetadata accepts, Type type)
    {
        description.ParameterDescriptions.Add(new ApiParameterDescription
        {
            Name = "body",
            Source = BindingSource.Body,
            Type = type,
            ModelMetadata = _types.GetMetadataForType(type),
            IsRequired = !accepts.IsOptional,
        });
        foreach (var media in accepts.ContentTypes.Where(media => media is not "*/*"))
            description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = media });
    }

    private void AddQuery(ApiDescription description, RouteEndpoint route, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var inPath = route.RoutePattern.Parameters.Any(
                parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));
            description.ParameterDescriptions.Add(new ApiParameterDescription
            {
                Name = name,
                Source = inPath ? BindingSource.Path : BindingSource.Query,
                Type = property.PropertyType,
                ModelMetadata = _types.GetMetadataForType(property.PropertyType),
                IsRequired = inPath,
            });
        }
    }

    private void AddResponses(ApiDescription description, RouteEndpoint route)
    {
        foreach (var produced in route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .Where(produced => produced.StatusCode < StatusCodes.Status400BadRequest)
            .DistinctBy(produced => produced.StatusCode))
        {
            var type = produced.Type is { } t && t != typeof(void) ? t : null;
            var response = new ApiResponseType
            {
                StatusCode = produced.StatusCode,
                Type = type,
                ModelMetadata = type is null ? null : _types.GetMetadataForType(type),
            };
            foreach (var media in type is null ? [] : produced.ContentTypes.DefaultIfEmpty(Json))
                response.ApiResponseFormats.Add(new ApiResponseFormat { MediaType = media });
            description.SupportedResponseTypes.Add(response);
        }
    }
}
