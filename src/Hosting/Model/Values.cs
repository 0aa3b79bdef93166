namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that has a value when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value, once it is known; null when there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as the one who asks has to use it.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        GetValueAsync(cancellationToken);
}

/// <summary>Something that a manifest names by a placeholder, such as <c>{redis.bindings.tcp.url}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The placeholder, braces included.</summary>
    string ValueExpression { get; }
}

/// <summary>A value made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>The resources and values it is made of.</summary>
    IEnumerable<object> References { get; }
}
