using System.Runtime.CompilerServices;
using FastEndpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PawPal.Api.Idempotency;
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
        var shape = new RequestShape(definition.ReqDtoType, description.RelativePath ?? "", !HttpMethods.IsGet(verb));
        AddPath(description, shape);
        foreach (var property in shape.Query)
            Add(description, RequestShape.NameOf(property), BindingSource.Query, property.PropertyType);
        var accepts = route.Metadata.GetMetadata<IAcceptsMetadata>();
        if (!HttpMethods.IsGet(verb) && accepts?.RequestType is { } body && (shape.Body.Count > 0 || IsFile(accepts)))
            AddBody(description, accepts, body);
        AddResponses(description, route, definition);
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

    private void AddPath(ApiDescription description, RequestShape shape)
    {
        foreach (var (name, property) in shape.Path)
            Add(description, name, BindingSource.Path, property?.PropertyType ?? typeof(string), isRequired: true);
    }

    private void Add(
        ApiDescription description, string name, BindingSource source, Type type, bool isRequired = false) =>
        description.ParameterDescriptions.Add(new ApiParameterDescription
        {
            Name = name,
            Source = source,
            Type = type,
            ModelMetadata = _types.GetMetadataForType(type),
            IsRequired = isRequired,
        });

    /// <summary>Sound and files have no fields.</summary>
    private static bool IsFile(IAcceptsMetadata accepts) =>
        accepts.ContentTypes.Any(type => type is not (Json or "*/*"));

    private void AddResponses(ApiDescription description, RouteEndpoint route, EndpointDefinition definition)
    {
        if (typeof(IWriteEndpoint).IsAssignableFrom(definition.EndpointType))
        {
            AddResponse(description, SuccessOf(definition), definition.ResDtoType, [Json]);
            return;
        }

        foreach (var produced in route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .Where(produced => produced.StatusCode < StatusCodes.Status400BadRequest)
            .DistinctBy(produced => produced.StatusCode))
        {
            AddResponse(description, produced.StatusCode, produced.Type, produced.ContentTypes);
        }
    }

    private void AddResponse(ApiDescription description, int status, Type? type, IEnumerable<string> medias)
    {
        if (type == typeof(void) || type == typeof(EmptyResponse))
            type = null;
        var response = new ApiResponseType
        {
            StatusCode = status,
            Type = type,
            ModelMetadata = type is null ? null : _types.GetMetadataForType(type),
        };
        foreach (var media in type is null ? [] : medias.DefaultIfEmpty(Json))
            response.ApiResponseFormats.Add(new ApiResponseFormat { MediaType = media });
        description.SupportedResponseTypes.Add(response);
    }

    // The status is a constant of the type; there is no request to make an endpoint for.
    private static int SuccessOf(EndpointDefinition definition) =>
        ((IWriteEndpoint)RuntimeHelpers.GetUninitializedObject(definition.EndpointType)).SuccessStatus;
}
