using Microsoft.Extensions.Options;

namespace PawPal.Dashboard.Doors;

/// <summary>
/// Answers only to the names of this machine: a page elsewhere whose name is made to point here (DNS rebinding) would
/// otherwise be of the same origin as the dashboard.
/// </summary>
internal sealed class KnownHosts
{
    private readonly HashSet<string> _names;

    public KnownHosts(DoorPorts ports, IOptions<FrontendOptions> options)
    {
        var given = options.Value.AllowedHosts.Split(
            [';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bound = ports.Addresses.Where(a => a.Door == Door.Frontend).Select(a => a.Url.Host);
        _names = new(["localhost", "127.0.0.1", "[::1]", .. bound, .. given], StringComparer.OrdinalIgnoreCase);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isFrontend = context.RequestServices.GetRequiredService<DoorPorts>()
            .DoorOf(context.Connection.LocalPort) == Door.Frontend;
        if (!isFrontend || _names.Contains(context.Request.Host.Host))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(
            "The dashboard does not answer to this host name. Use localhost, or name it in Dashboard:Frontend:AllowedHosts.",
            context.RequestAborted);
    }
}
