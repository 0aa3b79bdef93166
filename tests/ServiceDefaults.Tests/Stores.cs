using PawPal.Testing;

[assembly: AssemblyFixture(typeof(PawPal.ServiceDefaults.Tests.Stores))]

namespace PawPal.ServiceDefaults.Tests;

/// <summary>The database server that this assembly's tests share; none of them stops it.</summary>
public sealed class Stores : IAsyncLifetime
{
    private PostgresServer? _postgres;

    public PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("Not started");

    public async ValueTask InitializeAsync() => _postgres = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => _postgres?.DisposeAsync() ?? ValueTask.CompletedTask;
}
