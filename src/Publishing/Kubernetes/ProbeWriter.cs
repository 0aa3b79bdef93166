using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes the questions a kubelet asks.</summary>
internal static class ProbeWriter
{
    public static V1Probe? Write(Workload workload, Probe? probe) => probe is null ? null : new()
    {
        HttpGet = probe.Question is HttpQuestion http
            ? new() { Path = http.Path, Port = PortNames.Of(workload, http.Binding), Scheme = Scheme(workload, http) }
            : null,
        TcpSocket = probe.Question is TcpQuestion tcp ? new() { Port = PortNames.Of(workload, tcp.Binding) } : null,
        Exec = probe.Question is ShellQuestion shell ? new() { Command = ["/bin/sh", "-c", shell.Script] } : null,
        InitialDelaySeconds = probe.InitialDelay == 0 ? null : probe.InitialDelay,
        PeriodSeconds = probe.Period,
        TimeoutSeconds = probe.Timeout,
        FailureThreshold = probe.Failures,
        SuccessThreshold = probe.Successes == 1 ? null : probe.Successes,
    };

    private static string Scheme(Workload workload, HttpQuestion http) =>
        workload.Ports.First(port => port.Binding == http.Binding).Scheme == "https" ? "HTTPS" : "HTTP";
}
