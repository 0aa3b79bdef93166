using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Postgres;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>A PostgreSQL server.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The superuser's name; <c>postgres</c> when null.</param>
    /// <param name="password">The superuser's password; generated once and kept when null.</param>
    /// <param name="port">The port; any free one when null.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateGeneratedPassword(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(check, _ => new PostgresHealthCheck(server), null, null));
        return builder.AddResource(server)
            .WithEndpoint(port, 5432, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage(PostgresImage.Name, PostgresImage.Tag).WithImageRegistry(PostgresImage.Registry)
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
            })
            .WithHealthCheck(check)
            .GivenByConfiguration();
    }

    /// <summary>A database of the server; it is made when it is not there.</summary>
    /// <param name="name">The resource's name, and the connection string's.</param>
    /// <param name="databaseName">The database's name; the resource's when null.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var check = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(check, _ => new PostgresHealthCheck(database), null, null));
        var added = builder.ApplicationBuilder.AddResource(database).WithParentRelationship(builder)
            .WithHealthCheck(check);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added.GivenByConfiguration();
    }

    /// <summary>Keeps the data beyond a run. The local forms keep it in any case, below the state folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerMountAnnotation(
            name ?? VolumeName.For(builder, "data"), "/var/lib/postgresql/data",
            ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Fixes the port; null takes any free one.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(
        this IResourceBuilder<PostgresServerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PrimaryEndpoint.EndpointAnnotation.Port = port;
        return builder;
    }

    /// <summary>Takes the superuser's password from a parameter.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Takes the superuser's name from a parameter.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }
}
