using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;

namespace PawPal.Api.Reference;

internal static class ReferenceSetup
{
    private const string Document = "/openapi/v1.json";
    private const string Page = "/docs";

    public static void AddReference(this IServiceCollection services)
    {
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = _ => true;
            options.AddDocumentTransformer<DocumentDetails>();
            options.AddOperationTransformer<DocumentDetails>();
        });
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, EndpointDescriptions>());
    }

    /// <summary>The page brings its own script and asks nobody else: its policy would not let it.</summary>
    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference(Page, options =>
        {
            options.WithTitle("PawPal API").WithOpenApiRoutePattern(Document).WithNonce();
            options.DisableTelemetry().DisableAgent().DisableMcp();
            options.DefaultFonts = false;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        });
    }

    public static void UseReferencePolicy(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(Page, StringComparison.Ordinal),
        branch => branch.Use(next => http =>
        {
            http.Response.OnStarting(() =>
            {
                var nonce = http.Items[ScalarOptions.NonceHttpContextItemKey];
                http.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
                return Task.CompletedTask;
            });
            return next(http);
        }));
}
