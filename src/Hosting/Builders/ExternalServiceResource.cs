using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service outside the application, known by its address.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>A service whose address stands in the model.</summary>
    /// <exception cref="ArgumentException">The address is not absolute, or its path is not <c>/</c>.</exception>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (Fault(uri) is { } fault)
            throw new ArgumentException($"The address '{uri}' of {name} {fault}.", nameof(uri));
        Uri = uri;
    }

    /// <summary>A service whose address is a parameter's value.</summary>
    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>The address; null when a parameter holds it.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that holds the address; null when the model does.</summary>
    public ParameterResource? UrlParameter { get; }

    /// <summary>The address as a value for variables.</summary>
    internal object Address => UrlParameter is { } parameter ? parameter : Uri!.ToString();

    /// <summary>The address, resolved.</summary>
    /// <exception cref="DistributedApplicationException">The parameter holds none.</exception>
    internal async ValueTask<Uri> UriAsync(CancellationToken ct)
    {
        if (Uri is { } known)
            return known;
        var text = await UrlParameter!.GetValueAsync(ct);
        return System.Uri.TryCreate(text, UriKind.Absolute, out var uri) && Fault(uri) is null
            ? uri
            : throw new DistributedApplicationException(
                $"{Name}: the parameter {UrlParameter.Name} holds no absolute address with the path '/'. "
                + $"Set the configuration key {UrlParameter.ConfigurationKey}.");
    }

    private static string? Fault(Uri uri)
    {
        if (!uri.IsAbsoluteUri)
            return "is not absolute";
        if (uri.IsFile)
            return "names a file";
        return uri.AbsolutePath == "/" ? null : "has a path; it must be '/'";
    }
}
