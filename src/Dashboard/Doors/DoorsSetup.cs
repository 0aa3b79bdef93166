using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PawPal.Dashboard.Doors;

/// <summary>Listens at the doors and lets each serve only what is its own.</summary>
internal static class DoorsSetup
{
    public static void AddDoors(this WebApplicationBuilder builder)
    {
        var ports = DoorPorts.Read(builder.Configuration);
        builder.Services.AddSingleton(ports);
        builder.Services.AddCheckedOptions<FrontendOptions>(FrontendOptions.Section);
        builder.WebHost.UseUrls([.. ports.Addresses.Select(a => a.Url.ToString())]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = ProtocolsOf(ports, listen));
        });
    }

    /// <summary>Says which door an endpoint belongs to; without it, it is the pages'.</summary>
    public static T At<T>(this T endpoint, Door door)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DoorMetadata(door));

    /// <summary>
    /// After routing: answers 404 to whatever stands behind another door. By the port the request came in at, because
    /// the Host header says what the caller likes.
    /// </summary>
    public static void UseDoors(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var came = context.RequestServices.GetRequiredService<DoorPorts>().DoorOf(context.Connection.LocalPort);
        var belongs = context.GetEndpoint()?.Metadata.GetMetadata<DoorMetadata>()?.Door ?? Door.Frontend;
        if (came == belongs)
            return next(context);
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    // Without TLS nothing tells the two versions of HTTP apart, and gRPC needs the second.
    private static HttpProtocols ProtocolsOf(DoorPorts ports, ListenOptions listen) =>
        listen.IPEndPoint is { } point && ports.DoorOf(point.Port) == Door.OtlpGrpc ? HttpProtocols.Http2
            : HttpProtocols.Http1;

    private sealed record DoorMetadata(Door Door);
}
