using System.Diagnostics.Metrics;

namespace PawPal.Gateway.Problems;

internal sealed class GatewayMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _failures = meters.Create("PawPal.Gateway").CreateCounter<long>(
        "pawpal.gateway.failures", "{request}", "Requests that the gateway had to answer itself.");

    public void Failed(string service, GatewayProblem problem) => _failures.Add(
        1,
        new KeyValuePair<string, object?>("pawpal.service", service),
        new KeyValuePair<string, object?>("pawpal.problem", problem.Code));
}
