[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(PawPal.Gateway.Tests.SharedHouse))]

namespace PawPal.Gateway.Tests;

/// <summary>A house for tests that leave it as it was.</summary>
public sealed class SharedHouse : IAsyncLifetime
{
    private House? _house;

    internal House House => _house ?? throw new InvalidOperationException("Not started");

    public async ValueTask InitializeAsync() => _house = await House.StartAsync();

    public ValueTask DisposeAsync() => _house?.DisposeAsync() ?? ValueTask.CompletedTask;
}
