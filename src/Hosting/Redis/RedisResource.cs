namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="password">Its password, or null for none.</param>
public sealed class RedisResource(string name, ParameterResource? password)
    : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    /// <summary>The endpoint clients connect to.</summary>
    public EndpointReference PrimaryEndpoint => new(this, PrimaryEndpointName);

    /// <summary>The password, or null for none.</summary>
    public ParameterResource? PasswordParameter { get; set; } = password;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            if (Annotations.OfType<ConnectionStringRedirectAnnotation>().LastOrDefault() is { } redirect)
                return redirect.Resource.ConnectionStringExpression;
            return PasswordParameter is { } secret
                ? ReferenceExpression.Create($"{HostAndPort},password={secret}")
                : ReferenceExpression.Create($"{HostAndPort}");
        }
    }

    /// <summary>The server's address as <c>redis://:password@host:port</c>, percent-encoded.</summary>
    public ReferenceExpression UriExpression => PasswordParameter is { } secret
        ? ReferenceExpression.Create($"redis://:{secret:uri}@{HostAndPort}")
        : ReferenceExpression.Create($"redis://{HostAndPort}");

    private EndpointReferenceExpression HostAndPort => PrimaryEndpoint.Property(EndpointProperty.HostAndPort);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Host)}"));
        yield return new("Port", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Port)}"));
        if (PasswordParameter is { } secret)
            yield return new("Password", ReferenceExpression.Create($"{secret}"));
        yield return new("Uri", UriExpression);
    }
}

/// <summary>Redis writes its data to disk.</summary>
internal sealed record RedisPersistence(TimeSpan Interval, long KeysChanged) : IResourceAnnotation
{
    public int Seconds => Math.Max(1, (int)Interval.TotalSeconds);
}

/// <summary>The image of a server that runs as a container.</summary>
internal static class RedisImage
{
    public const string Registry = "docker.io";
    public const string Name = "library/redis";
    public const string Tag = "8.2";
}
