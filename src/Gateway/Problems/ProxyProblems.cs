using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PawPal.Gateway.Edge;
using PawPal.Gateway.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace PawPal.Gateway.Problems;

/// <summary>Answers for a service that could not: programs get a problem document, people a small page.</summary>
internal sealed class ProxyProblems(
    RequestDelegate next, IOptions<GatewayOptions> options, GatewayMetrics metrics, ILogger<ProxyProblems> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var limit = options.Value.MaxRequestBodyBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = limit;
        if (context.Request.ContentLength > limit)
        {
            await ProblemAnswer.WriteAsync(context, GatewayProblem.TooLarge);
            return;
        }

        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure)
            return;
        if (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientClosedRequest;
            return;
        }

        var problem = Explain(failure);
        Note(context, problem, failure);
        if (!context.Response.HasStarted)
            await ProblemAnswer.WriteAsync(context, problem);
    }

    private void Note(HttpContext context, GatewayProblem problem, IForwarderErrorFeature failure)
    {
        var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        metrics.Failed(service, problem);
        // A service that is away is logged once, by its health; these are single requests.
        if (problem == GatewayProblem.Broken || problem == GatewayProblem.TimedOut)
            logger.RequestFailed(context.Request.Method, service, failure.Error.ToString());
    }

    private static GatewayProblem Explain(IForwarderErrorFeature failure) => failure.Error switch
    {
        ForwarderError.NoAvailableDestinations => GatewayProblem.Unavailable,
        ForwarderError.Request when ProxyFailure.NeverArrived(failure) => GatewayProblem.Unavailable,
        ForwarderError.RequestTimedOut or ForwarderError.UpgradeActivityTimeout => GatewayProblem.TimedOut,
        ForwarderError.RequestBodyClient or ForwarderError.RequestCanceled or ForwarderError.RequestCreation
            => ExplainRequest(failure.Exception),
        _ when FindBadRequest(failure.Exception) is { } => ExplainRequest(failure.Exception),
        _ => GatewayProblem.Broken,
    };

    private static GatewayProblem ExplainRequest(Exception? problem) => FindBadRequest(problem)?.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => GatewayProblem.TooLarge,
        StatusCodes.Status408RequestTimeout => GatewayProblem.TooSlow,
        _ => GatewayProblem.Malformed,
    };

    private static BadHttpRequestException? FindBadRequest(Exception? problem) => problem switch
    {
        null => null,
        BadHttpRequestException found => found,
        AggregateException many => many.InnerExceptions.Select(FindBadRequest).OfType<BadHttpRequestException>()
            .FirstOrDefault(),
        _ => FindBadRequest(problem.InnerException),
    };
}
