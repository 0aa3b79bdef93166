namespace PawPal.Gateway.Problems;

internal static partial class GatewayLog
{
    [LoggerMessage(8001, LogLevel.Warning, "A {Method} request to {Service} failed: {Failure}")]
    public static partial void RequestFailed(this ILogger logger, string method, string service, string failure);
}
