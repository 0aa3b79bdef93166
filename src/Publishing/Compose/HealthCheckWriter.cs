using System.Globalization;
using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Writes what the engine asks inside the container. Images of .NET carry bash and no HTTP client; what other images
/// carry is not known, so these are asked only where a known store is.
/// </summary>
internal static class HealthCheckWriter
{
    public static JsonObject? Write(Workload workload)
    {
        if (workload.Probes.Readiness is not { } probe || Test(workload, probe) is not { } test)
            return null;
        return new()
        {
            ["test"] = test,
            ["interval"] = Seconds(probe.Period),
            ["timeout"] = Seconds(probe.Timeout),
            ["retries"] = probe.Failures,
            ["start_period"] = "60s",
            ["start_interval"] = "2s",
        };
    }

    private static JsonArray? Test(Workload workload, Probe probe) => probe.Question switch
    {
        ShellQuestion shell => ["CMD-SHELL", Escape(shell.Script)],
        HttpQuestion http when workload.Image.IsOwn && workload.Entrypoint is null =>
            ["CMD", "bash", "-c", Escape(Get(Number(workload, http.Binding), http.Path))],
        TcpQuestion tcp when workload.Image.IsOwn && workload.Entrypoint is null =>
            ["CMD", "bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{Number(workload, tcp.Binding)}"],
        _ => null,
    };

    private static string Get(string port, string path) =>
        $"exec 3<>/dev/tcp/127.0.0.1/{port} && printf 'GET {path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 "
        + "&& read -r answer <&3 && [[ $answer == *' 200 '* ]]";

    private static string Number(Workload workload, string binding) =>
        workload.Ports.First(port => port.Binding == binding).Number.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string script) => script.Replace("$", "$$", StringComparison.Ordinal);

    private static string Seconds(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
}
