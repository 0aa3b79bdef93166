namespace PawPal.Gateway.Tests;

/// <summary>A gateway before one frontend and some backends.</summary>
internal sealed class House : IAsyncDisposable
{
    private House(GatewayProcess gateway, Replica[] backends, Replica frontend)
    {
        Gateway = gateway;
        Backends = backends;
        Frontend = frontend;
    }

    public GatewayProcess Gateway { get; }

    public HttpClient Client => Gateway.Client;

    public IReadOnlyList<Replica> Backends { get; }

    public Replica Frontend { get; }

    public static async Task<House> StartAsync(int backends = 1, params (string Name, string Value)[] variables)
    {
        var replicas = new Replica[backends];
        for (var number = 0; number < backends; number++)
            replicas[number] = await Replica.StartAsync(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"backend{number}"));
        var frontend = await Replica.StartAsync("frontend");
        return new House(await GatewayProcess.StartAsync(replicas, [frontend], variables), replicas, frontend);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var replica in Backends)
            await replica.DisposeAsync();
        await Frontend.DisposeAsync();
    }
}
