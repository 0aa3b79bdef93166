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
        // They are bound below, each with its protocol.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var address in ports.Addresses)
                Listen(kestrel, address);
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

    private static void Listen(KestrelServerOptions kestrel, DoorAddress address)
    {
        if (address.Ip is { } ip)
            kestrel.Listen(ip, address.Url.Port, Configure);
        else
            kestrel.ListenLocalhost(address.Url.Port, Configure);

        void Configure(ListenOptions listen)
        {
            listen.Protocols = address.Door == Door.OtlpGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (address.Url.Scheme != Uri.UriSchemeHttps)
                return;
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps();
        }
    }

    private sealed record DoorMetadata(Door Door);
}
