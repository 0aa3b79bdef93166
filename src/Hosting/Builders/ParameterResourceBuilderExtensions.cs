using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds values that come from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value of the configuration: <c>Parameters:name</c>.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="secret">Whether the value must never be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameter(name, null, secret, $"Parameters:{name}");

    /// <summary>A value of the model.</summary>
    /// <param name="publishValueAsDefault">Whether publishers write the value down.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false,
        bool secret = false) => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>A value of the model, found when first asked for.</summary>
    /// <param name="publishValueAsDefault">Whether publishers write the value down.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter,
        bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A parameter cannot be both secret and published.", nameof(secret));
        var key = $"Parameters:{name}";
        var inModel = new ModelDefault(valueGetter);
        return builder.AddResource(new ParameterResource(
            name, _ => FromConfiguration(builder.Configuration, name, key, inModel), secret)
        {
            ConfigurationKey = key,
            Default = publishValueAsDefault ? inModel : null,
        });
    }

    /// <summary>A value of the configuration, or else the default.</summary>
    /// <param name="persist">Whether a generated default is kept for the next runs, in a file of the user.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false,
        bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddParameter(
            name, persist ? Kept(builder, name, value) : value, secret, $"Parameters:{name}");
    }

    /// <summary>A value under any configuration key.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.AddParameter(name, null, secret, configurationKey);

    /// <summary>A connection string of the configuration: <c>ConnectionStrings:name</c>.</summary>
    /// <param name="environmentVariableName">
    /// The variable of those who refer to it, instead of <c>ConnectionStrings__name</c>.
    /// </param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = $"ConnectionStrings:{name}";
        return builder.AddResource(new ConnectionStringParameter(
            name, _ => FromConfiguration(builder.Configuration, name, key, null), environmentVariableName)
        {
            ConfigurationKey = key,
            IsConnectionString = true,
        });
    }

    /// <summary>What the parameter is for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>A secret that is generated once and kept.</summary>
    internal static ParameterResource CreateGeneratedPassword(IDistributedApplicationBuilder builder, string name)
    {
        var key = $"Parameters:{name}";
        return new ParameterResource(
            name, value => FromConfiguration(builder.Configuration, name, key, value), secret: true)
        {
            ConfigurationKey = key,
            Default = Kept(builder, name, new GenerateParameterDefault { MinLength = 32, Special = false }),
        };
    }

    private static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault? value, bool secret, string key)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(
            name, fallback => FromConfiguration(builder.Configuration, name, key, fallback), secret)
        {
            ConfigurationKey = key,
            Default = value,
        });
    }

    private static string FromConfiguration(
        ConfigurationManager configuration, string name, string key, ParameterDefault? fallback) =>
        // A dash cannot stand in the name of a variable, so Parameters__db_password counts for db-password.
        configuration[key] ?? configuration[key.Replace('-', '_')] ?? fallback?.GetDefaultValue()
        ?? throw new MissingParameterValueException(
            $"{name}: the parameter has no value. Set the configuration key {key}, for example with the variable "
            + $"{key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}.");

    private static ParameterDefault Kept(IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder is DistributedApplicationBuilder { ExecutionContext.IsRunMode: true } own
            ? new KeptDefault(own, name, value)
            : value;

    private sealed class ConnectionStringParameter(
        string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
        : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression =>
            ReferenceExpression.Create($"{(ParameterResource)this}");

        public string? ConnectionStringEnvironmentVariable => environmentVariableName;

        // The expression is made of this value: asking it here would never end.
        ValueTask<string?> IValueProvider.GetValueAsync(
            ValueProviderContext context, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
    }

    private sealed class ModelDefault(Func<string> getter) : ParameterDefault
    {
        public override string GetDefaultValue() => getter();

        public override void WriteToManifest(ManifestPublishingContext context) =>
            context.Writer.WriteString("value", getter());
    }

    private sealed class KeptDefault(DistributedApplicationBuilder builder, string name, ParameterDefault value)
        : ParameterDefault
    {
        public override string GetDefaultValue() => builder.Secrets.GetOrAdd(name, value.GetDefaultValue);

        public override void WriteToManifest(ManifestPublishingContext context) => value.WriteToManifest(context);
    }
}
