using System.Globalization;
using System.Text.Json.Nodes;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Writes what the engine asks inside the container. What an image carries to ask with is not known: a project's has a
/// shell, and wget (Alpine) or bash (Debian, Ubuntu).
/// </summary>
internal static class HealthCheckWriter
{
    // No time-out of wget's own: the engine has one, and BusyBox 1.35 crashes when told one.
    private const string Get =
        """
        if command -v wget >/dev/null; then exec wget -q -O /dev/null "http://127.0.0.1:$port$path"; fi
        exec bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"; printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$2" >&3
        read -r answer <&3; [[ $answer == *" 200 "* ]]' bash "$port" "$path"

        """;

    // The kernel's list of sockets; 0A is one that listens. No image needs more than grep for it.
    private const string IsOpen = """grep -q ":$port [0-9A-F:]* 0A " /proc/net/tcp /proc/net/tcp6""";

    public static bool CanAsk(Workload workload) => Script(workload) is not null;

    /// <param name="files">Variables that the workload takes from files: the question must too.</param>
    public static JsonObject? Write(Workload workload, IReadOnlyDictionary<string, string> files)
    {
        if (Script(workload) is not { } script || workload.Probes.Readiness is not { } probe)
            return null;
        foreach (var (variable, file) in files)
            script = script.Replace($"\"${variable}\"", $"\"$(cat {file})\"", StringComparison.Ordinal);
        return ServiceRules.HealthCheck(
            new("CMD-SHELL", ComposeText.Escape(script)), probe.Period, probe.Timeout, probe.Failures);
    }

    private static string? Script(Workload workload) => workload.Probes.Readiness?.Question switch
    {
        ShellQuestion shell => shell.Script,
        HttpQuestion http when workload.Image.IsOwn && workload.Entrypoint is null =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"port={Number(workload, http.Binding)} path={Quoted(http.Path)}\n{Get}"),
        // Others' images may have no shell at all: without a question of the model they are not asked.
        TcpQuestion tcp when workload.IsProject =>
            string.Create(CultureInfo.InvariantCulture, $"port={Number(workload, tcp.Binding):X4}\n{IsOpen}\n"),
        _ => null,
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static int Number(Workload workload, string binding) =>
        workload.Ports.First(port => port.Binding == binding).Number;
}
