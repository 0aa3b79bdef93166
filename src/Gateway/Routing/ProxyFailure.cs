using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace PawPal.Gateway.Routing;

internal static class ProxyFailure
{
    /// <summary>Whether the request cannot have reached the service, since no connection came about.</summary>
    public static bool NeverArrived(IForwarderErrorFeature? failure) =>
        failure is { Error: ForwarderError.Request, Exception: HttpRequestException problem }
        && (problem.HttpRequestError
                is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
            || problem.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
}
