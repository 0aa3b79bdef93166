using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace PawPal.Gateway.Routing;

/// <summary>
/// Asks another replica when one fails before it answered, for requests that only read. Anything that may change
/// something is sent once: whoever sent it decides, with its idempotency key, whether to send it again.
/// </summary>
internal sealed class TryNextDestination(RequestDelegate next)
{
    private const int MaxAttempts = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var others = proxy.AvailableDestinations;
        for (var attempt = 1; ; attempt++)
        {
            await next(context);
            if (attempt == MaxAttempts || !MayAskAgain(context))
                return;
            // Kept here: load balancing narrows the feature's list to the one it chose.
            others = [.. others.Where(other => other != proxy.ProxiedDestination)];
            if (others.Count == 0)
                return;
            proxy.AvailableDestinations = others;
            proxy.ProxiedDestination = null;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
        }
    }

    private static bool MayAskAgain(HttpContext context) =>
        context.GetForwarderErrorFeature() is { Error: ForwarderError.Request }
        && !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && IsReading(context);

    private static bool IsReading(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method))
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };
}
