using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stores that somebody else runs: <c>ConnectionStrings:name</c> in the AppHost's configuration.</summary>
internal static class GivenConnection
{
    public static IResourceBuilder<T> GivenByConfiguration<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithConnectionString
    {
        // What a developer's own settings say does not belong into a manifest.
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return builder;
        var name = builder.Resource.Name;
        if (builder.ApplicationBuilder.Configuration[$"ConnectionStrings:{name}"] is not { Length: > 0 } given)
            return builder;
        var value = new ParameterResource(name, _ => given, secret: true);
        return builder.WithAnnotation(new ConnectionStringRedirectAnnotation(
            new ConnectionStringResource(name, ReferenceExpression.Create($"{value}"))));
    }

    public static bool IsGiven(this IResource resource) =>
        resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().Any();
}
