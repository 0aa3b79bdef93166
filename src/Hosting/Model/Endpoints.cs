using System.Globalization;
using System.Net.Sockets;
using PawPal.Hosting.Run;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port a resource listens on, as the model describes it.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL; the protocol's name when null.</param>
    /// <param name="transport">What a publisher should know: <c>http</c>, <c>tcp</c>.</param>
    /// <param name="name">The endpoint's name, unique in its resource; the scheme when null.</param>
    /// <param name="port">The port others see; any free one when null.</param>
    /// <param name="targetPort">The port the process listens on; the one others see when null.</param>
    /// <param name="isExternal">Whether it is meant for callers outside the application.</param>
    /// <param name="isProxied">Whether a proxy may stand between the two ports.</param>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    public string Name { get; }

    public ProtocolType Protocol { get; }

    public string UriScheme { get; set; }

    public string Transport { get; set; }

    public int? Port { get; set; }

    public int? TargetPort { get; set; }

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    /// <summary>The variable that carries the port; such an endpoint stays out of ASPNETCORE_URLS.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>Where it really listens: known once the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>Finds where the application's containers reach it; null where they see what all see.</summary>
    internal Func<CancellationToken, Task<AllocatedEndpoint>>? SeenByContainers { get; set; }
}

/// <summary>Where an endpoint really listens.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">Host name or address.</param>
/// <param name="port">1 to 65535.</param>
public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint => endpoint;

    public string Address => address;

    public int Port => port;

    public string UriScheme => endpoint.UriScheme;

    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");

    public string UriString => $"{UriScheme}://{EndPointString}";
}

/// <summary>The parts of an endpoint an expression can name.</summary>
public enum EndpointProperty
{
    Url,
    Host,
    IPV4Host,
    Port,
    Scheme,
    TargetPort,
    HostAndPort,
}

/// <summary>A resource's endpoint, named before anybody knows where it will listen.</summary>
/// <param name="owner">The resource that listens.</param>
/// <param name="endpointName">The endpoint's name.</param>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public IResourceWithEndpoints Resource => owner;

    public string EndpointName => endpointName;

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    /// <summary>Whether the resource has an endpoint of this name.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether its scheme is <c>http</c>.</summary>
    public bool IsHttp => Scheme == "http";

    /// <summary>Whether its scheme is <c>https</c>.</summary>
    public bool IsHttps => Scheme == "https";

    /// <summary>Whether it is known where the endpoint listens.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    public string Scheme => EndpointAnnotation.UriScheme;

    public string Host => Allocated.Address;

    public int Port => Allocated.Port;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Url => Allocated.UriString;

    /// <summary>The endpoint's description.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of this name.</exception>
    public EndpointAnnotation EndpointAnnotation => Find()
        ?? throw new InvalidOperationException($"{owner.Name} has no endpoint named '{endpointName}'.");

    IEnumerable<object> IValueWithReferences.References => [owner];

    internal AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{endpointName}' of {owner.Name} has no port yet.");

    /// <summary>One part of the endpoint, as an expression.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    private EndpointAnnotation? Find() => owner.Annotations.OfType<EndpointAnnotation>()
        .SingleOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One part of an endpoint.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The part.</param>
public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public EndpointReference Endpoint => endpointReference;

    public EndpointProperty Property => property;

    /// <inheritdoc/>
    public string ValueExpression => property == EndpointProperty.HostAndPort
        ? $"{Placeholder("host")}:{Placeholder("port")}"
        : Placeholder(property switch
        {
            EndpointProperty.Url => "url",
            EndpointProperty.Host or EndpointProperty.IPV4Host => "host",
            EndpointProperty.Port => "port",
            EndpointProperty.Scheme => "scheme",
            EndpointProperty.TargetPort => "targetPort",
            _ => throw new InvalidOperationException($"An endpoint has no part '{property}'."),
        });

    IEnumerable<object> IValueWithReferences.References => [endpointReference];

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        new(Of(endpointReference.Allocated));

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var annotation = endpointReference.EndpointAnnotation;
        if (property == EndpointProperty.TargetPort && ReferenceEquals(context.Caller, endpointReference.Resource)
            && ReplicaEndpoints.Of(annotation, endpointReference.Resource) is { IsEmpty: false } replicas)
        {
            return Of(replicas[context.ReplicaIndex]);
        }

        return context.IsContainer && annotation.SeenByContainers is { } find
            ? Of(await find(cancellationToken))
            : Of(endpointReference.Allocated);
    }

    private string Of(AllocatedEndpoint at) => property switch
    {
        EndpointProperty.Url => at.UriString,
        EndpointProperty.Host or EndpointProperty.IPV4Host => at.Address,
        EndpointProperty.Port or EndpointProperty.TargetPort => at.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => at.UriScheme,
        EndpointProperty.HostAndPort => at.EndPointString,
        _ => throw new InvalidOperationException($"An endpoint has no part '{property}'."),
    };

    private string Placeholder(string part) =>
        $"{{{endpointReference.Resource.Name}.bindings.{endpointReference.EndpointName}.{part}}}";
}
