namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource others reach by a connection string.</summary>
public interface IResourceWithConnectionString
    : IResource, IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The connection string, unresolved.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The variable to use instead of <c>ConnectionStrings__name</c>, or null.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];

    /// <summary>The connection string, resolved.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        GetConnectionStringAsync(cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken) =>
        ConnectionStringExpression.GetValueAsync(context, cancellationToken);

    /// <summary>Its parts by name (Host, Port, Uri): each becomes a variable of those who refer to it.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];
}

/// <summary>A connection string as those who refer to it get it.</summary>
/// <param name="resource">The resource it belongs to.</param>
/// <param name="optional">Whether it may have none.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public IResourceWithConnectionString Resource => resource;

    public bool Optional => optional;

    string IManifestExpressionProvider.ValueExpression => $"{{{resource.Name}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References => [resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ((IValueProvider)this).GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <exception cref="DistributedApplicationException">There is none, and it is not optional.</exception>
    async ValueTask<string?> IValueProvider.GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken)
    {
        var value = await resource.GetValueAsync(context, cancellationToken);
        return optional || !string.IsNullOrEmpty(value)
            ? value
            : throw new DistributedApplicationException($"{resource.Name}: its connection string is empty.");
    }
}

/// <summary>Gives a resource's connection string another origin than the resource itself.</summary>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    public IResourceWithConnectionString Resource => resource;
}
