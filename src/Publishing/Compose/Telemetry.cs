using PawPal.Publishing.Applications;
using PawPal.Publishing.Expressions;

namespace PawPal.Publishing.Compose;

/// <summary>
/// Where projects send traces, metrics and logs: what <c>.env</c> says, and nowhere while it says nothing. So they do
/// not knock for ever at a dashboard that is not there.
/// </summary>
internal static class Telemetry
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    public static string HeadersSecret { get; } = Labels.Of(Headers);

    public static bool IsSent(Application application) => application.Workloads.Any(workload => workload.IsProject);

    /// <param name="secrets">The workload's secrets, to which the headers' may be added.</param>
    public static IEnumerable<(string Name, string Value)> Variables(
        Application application, Workload workload, ISet<string> secrets)
    {
        var standard = application.Values.OtlpEndpoint?.AbsoluteUri ?? "";
        if (!workload.IsProject || NamesAnother(workload, standard))
            yield break;
        standard = standard.Replace("$", "$$", StringComparison.Ordinal);
        yield return (Endpoint, $"${{{Endpoint}-{standard}}}");
        if (workload.ReadsSecretFiles)
        {
            secrets.Add(HeadersSecret);
            yield return (Headers, SecretFiles.Reference(HeadersSecret));
        }
        else
        {
            yield return (Headers, $"${{{Headers}:-}}");
        }
    }

    private static bool NamesAnother(Workload workload, string standard) => workload.Environment.Any(variable =>
        variable.Name == Endpoint
        && !(variable.Value.Parts is [LiteralPart { Value: var given }] && given == standard));
}
