namespace PawPal.Dashboard.Doors;

/// <summary>Which door a port belongs to.</summary>
internal sealed class DoorPorts
{
    private readonly Dictionary<int, Door> _doors = [];

    public DoorPorts(IReadOnlyList<DoorAddress> addresses)
    {
        Addresses = addresses;
        foreach (var address in addresses)
        {
            if (_doors.TryGetValue(address.Url.Port, out var other) && other != address.Door)
                throw new DashboardConfigurationException(
                    $"Port {address.Url.Port} is given to {other} and to {address.Door}; each needs its own");
            _doors[address.Url.Port] = address.Door;
        }
    }

    public IReadOnlyList<DoorAddress> Addresses { get; }

    /// <summary>The pages' first address.</summary>
    public Uri Frontend => Addresses.First(a => a.Door == Door.Frontend).Url;

    /// <summary>The door of a request's port.</summary>
    public Door DoorOf(int port) => _doors.GetValueOrDefault(port, Door.Frontend);

    public static DoorPorts Read(IConfiguration configuration)
    {
        const string Grpc = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
        const string Http = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
        return new(
        [
            .. DoorAddress.Parse(
                Door.Frontend, "ASPNETCORE_URLS", configuration[WebHostDefaults.ServerUrlsKey] ?? "http://127.0.0.1:18888"),
            .. DoorAddress.Parse(Door.OtlpGrpc, Grpc, configuration[Grpc] ?? "http://127.0.0.1:18889"),
            .. DoorAddress.Parse(Door.OtlpHttp, Http, configuration[Http] ?? "http://127.0.0.1:18890"),
        ]);
    }
}
