using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Applications;

/// <summary>How a platform asks whether a workload is as it should be. Null: there is nothing to ask.</summary>
internal sealed record Probes(Probe? Startup, Probe? Readiness, Probe? Liveness)
{
    public static Probes None { get; } = new(null, null, null);
}

/// <param name="Period">Seconds between two questions.</param>
/// <param name="Failures">So many in a row are a failure.</param>
internal sealed record Probe(ProbeQuestion Question, int Period, int Failures)
{
    public int InitialDelay { get; init; }
    public int Timeout { get; init; } = 5;
    public int Successes { get; init; } = 1;

    public static Probe? From(HttpProbe? http, int period, int failures, bool isReadiness) => http is null
        ? null
        : new(new HttpQuestion(http.Endpoint, http.Path), http.Period ?? period, http.FailureThreshold ?? failures)
        {
            InitialDelay = http.InitialDelay ?? 0,
            Timeout = http.Timeout ?? 5,
            // Kubernetes takes more than one success for readiness alone.
            Successes = isReadiness ? http.SuccessThreshold ?? 1 : 1,
        };
}

internal abstract record ProbeQuestion;

internal sealed record HttpQuestion(string Binding, string Path) : ProbeQuestion;

internal sealed record TcpQuestion(string Binding) : ProbeQuestion;

/// <param name="Script">A line for a shell in the container.</param>
internal sealed record ShellQuestion(string Script) : ProbeQuestion;
