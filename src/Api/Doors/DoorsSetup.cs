using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace PawPal.Api.Doors;

internal static class DoorsSetup
{
    private const int Segments = 6;

    // Where our gateway may call from. Anybody else's X-Forwarded-For is ignored.
    private static readonly string[] PrivateNetworks =
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    public static void AddDoors(this IServiceCollection services)
    {
        services.AddOptions<DoorOptions>()
            .BindConfiguration(DoorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in PrivateNetworks)
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<DoorOptions>>((limiter, doors) =>
        {
            limiter.OnRejected = RefuseAsync;
            Add(limiter, Door.LogIn, doors.Value.LogInsPerMinute, TimeSpan.FromMinutes(1));
            Add(limiter, Door.Register, doors.Value.RegistrationsPerHour, TimeSpan.FromHours(1));
            Add(limiter, Door.Demo, doors.Value.DemosPerHour, TimeSpan.FromHours(1));
            Add(limiter, Door.Calendar, doors.Value.CalendarsPerMinute, TimeSpan.FromMinutes(1));
            Add(limiter, Door.HandoverLink, doors.Value.HandoverLinksPerMinute, TimeSpan.FromMinutes(1));
            Add(limiter, Door.Refresh, doors.Value.RefreshesPerMinute, TimeSpan.FromMinutes(1));
            Add(limiter, Door.Invitation, doors.Value.InvitationsPerMinute, TimeSpan.FromMinutes(1));
        });
    }

    private static void Add(RateLimiterOptions limiter, string door, int permits, TimeSpan window) =>
        limiter.AddPolicy(door, http => RateLimitPartition.GetSlidingWindowLimiter(
            ClientNetwork(http.Connection.RemoteIpAddress),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = window,
                SegmentsPerWindow = Segments,
                QueueLimit = 0,
            }));

    /// <summary>An IPv6 client owns its whole /64, so that is what is counted.</summary>
    private static IPAddress ClientNetwork(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken ct)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? after
            : TimeSpan.FromSeconds(10);
        refused.HttpContext.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await refused.HttpContext.ProblemAsync(Problems.TooManyRequests, ct: ct);
    }
}
