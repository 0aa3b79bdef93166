using FastEndpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Accounts;
using PawPal.Contracts.Households;

namespace PawPal.Api.Reference;

/// <summary>What all operations have in common: who may call, how they fail, the headers they know.</summary>
internal sealed class DocumentDetails : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    private const string Bearer = "bearer";
    private const string ProblemName = "Problem";

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PawPal",
            Version = "v1",
            Description = "The care of a household's animals. Every failure is a problem document (RFC 9457); "
                + "docs/problems.md lists them.",
        };
        // The address a reader uses is the gateway's, whatever this service is called behind it.
        document.Servers = [new OpenApiServer { Url = "/" }];
        var used = document.Paths.Values
            .SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name)
            .ToHashSet(StringComparer.Ordinal);
        document.Tags = document.Tags?.Where(tag => used.Contains(tag.Name)).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                BearerFormat = "JWT",
                Description = "The access token. Browsers send it as a cookie instead.",
            },
        };
        document.AddComponent(
            ProblemName,
            await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken));
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []))
            LeaveOutOfBody(document, operation.Value);
    }

    /// <summary>What the path tells is a property of the request, and no part of its body.</summary>
    private static void LeaveOutOfBody(OpenApiDocument document, OpenApiOperation operation)
    {
        var body = operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema;
        if (body is not OpenApiSchemaReference { Reference.Id: { } name }
            || document.Components?.Schemas?.TryGetValue(name, out var found) is not true
            || found is not OpenApiSchema schema)
            return;
        foreach (var parameter in operation.Parameters ?? [])
        {
            if (parameter is not { In: ParameterLocation.Path or ParameterLocation.Query, Name: { } property })
                continue;
            schema.Properties?.Remove(property);
            schema.Required?.Remove(property);
        }
    }

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<EndpointDefinition>().FirstOrDefault() is not { } endpoint)
            return Task.CompletedTask;
        operation.Summary = endpoint.EndpointSummary?.Summary;
        operation.Description = endpoint.EndpointSummary?.Description;
        operation.OperationId = endpoint.EndpointType.Name.Replace("Endpoint", "", StringComparison.Ordinal);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem document.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ProblemAnswer.ContentType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ProblemName, context.Document),
                },
            },
        };
        operation.Parameters ??= [];
        if (metadata.OfType<HouseholdAccess>().Any())
        {
            operation.Parameters.Add(
                Header(HouseholdHeader.Name, "The household, when the caller belongs to several.", "uuid"));
        }

        if (metadata.OfType<HouseholdAccess>().Any() && !HttpMethods.IsGet(context.Description.HttpMethod ?? ""))
        {
            operation.Parameters.Add(Header(
                ClientKey.Header,
                "A name for this write: sent again with it, the request gets the first answer and does nothing."));
        }

        if (typeof(IWriteEndpoint).IsAssignableFrom(endpoint.EndpointType)
            && context.Description.HttpMethod is "PUT" or "PATCH" or "DELETE")
        {
            operation.Parameters.Add(Header(
                HeaderNames.IfMatch, "The version that the change was made from, where answers carry an ETag."));
        }

        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Parameters.Add(
                Header(BrowserSession.ClientHeader, "browser: the tokens come and go as cookies."));
        }
        else
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
            ];
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, string description, string? format = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };
}
