using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PawPal.Gateway.Edge;

/// <summary>Tells browsers to be careful, wherever the service behind has not said so itself.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly KeyValuePair<string, StringValues>[] Always =
    [
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new(HeaderNames.XFrameOptions, "DENY"),
        new("Referrer-Policy", "strict-origin-when-cross-origin"),
        // The microphone is what the page is for.
        new("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Add((HttpContext)state), context);
        return next(context);
    }

    private static Task Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var (name, value) in Always)
            headers.TryAdd(name, value);
        if (context.Request.IsHttps)
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
        headers.Remove(HeaderNames.Server);
        headers.Remove("X-Powered-By");
        return Task.CompletedTask;
    }
}
