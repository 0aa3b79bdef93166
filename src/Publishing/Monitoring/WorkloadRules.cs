using System.Globalization;
using k8s.Models;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing.Monitoring;

/// <summary>What every application gets without a word: is it there, is it well, does it have enough.</summary>
internal sealed class WorkloadRules(Targets targets)
{
    public const string Interval = "15s";

    // A share of a handful of requests is noise: more than one error a minute is asked for as well.
    private const string LeastErrors = "0.02";

    private static readonly Dictionary<string, string> NoLabels = [];

    public IReadOnlyList<RuleGroup> Write()
    {
        var groups = new List<RuleGroup> { new("workloads", Interval, [.. Facts(), .. Presence()]) };
        if (targets.DotNet.Count > 0)
            groups.Add(new("runtime", Interval, [.. Figures(targets.Labels(targets.DotNet)), .. Runtime()]));
        if (targets.Pools.Count > 0)
            groups.Add(new("database-pools", Interval, [.. Pools(targets.Labels(targets.Pools))]));
        return groups;
    }

    // What the model says, as series: an alert can set it against what is measured, and a service that is gone is still
    // known.
    private IEnumerable<Rule> Facts()
    {
        foreach (var workload in targets.All)
        {
            var labels = targets.LabelsOf(workload);
            var limits = workload.Resources.Limits;
            yield return new Recording("job:deployed:info", "vector(1)", labels);
            yield return new Recording("job:cpu_limit:cores", $"vector({Number(limits.Cpu)})", labels);
            yield return new Recording("job:memory_limit:bytes", $"vector({Number(limits.Memory)})", labels);
        }
    }

    private IEnumerable<Rule> Presence()
    {
        var labels = targets.Labels(targets.All);
        yield return Alert(
            "ServiceDown", Severity.Page, "1m",
            "No replica of {{ $labels.job }} can be reached",
            "Prometheus has reached no replica of {{ $labels.job }} for a minute.",
            $"job:deployed:info{{{labels}}} unless on (namespace, job) "
            + $"(sum by (namespace, job) (up{{{labels}}}) > 0)");
        yield return Alert(
            "ReplicaDown", Severity.Ticket, "5m",
            "A replica of {{ $labels.job }} cannot be reached",
            "Prometheus has not reached {{ $labels.instance }} of {{ $labels.job }} for five minutes.",
            $"min by (namespace, job, instance) (up{{{labels}}}) == 0");
    }

    private static IEnumerable<Rule> Figures(string labels)
    {
        var requests = $"http_server_request_duration_seconds_count{{{labels}";
        yield return Record(
            "job:http_requests:rate5m", $"sum by (namespace, job) (rate({requests}}}[5m]))");
        foreach (var (name, codes) in new[]
            { ("job:http_client_errors:rate5m", "4.."), ("job:http_errors:rate5m", "5..") })
        {
            yield return Record(
                name,
                $"sum by (namespace, job) (rate({requests},http_response_status_code=~\"{codes}\"}}[5m]))\n"
                + "or 0 * job:http_requests:rate5m\n");
        }

        foreach (var (name, quantile) in new[] { ("p50", "0.5"), ("p95", "0.95"), ("p99", "0.99") })
        {
            yield return Record(
                $"job:http_request_duration_seconds:{name}_5m",
                $"histogram_quantile({quantile}, sum by (namespace, job, le) "
                + $"(rate(http_server_request_duration_seconds_bucket{{{labels}}}[5m])))");
        }

        yield return Record(
            "instance:cpu:cores_rate5m",
            $"sum by (namespace, job, instance) (rate(dotnet_process_cpu_time_seconds_total{{{labels}}}[5m]))");
        yield return Record(
            "instance:memory:bytes",
            $"max by (namespace, job, instance) (dotnet_process_memory_working_set_bytes{{{labels}}})");
    }

    private IEnumerable<Rule> Runtime()
    {
        yield return Alert(
            "ErrorsHigh", Severity.Ticket, "10m",
            "{{ $labels.job }} fails {{ $value | humanizePercentage }} of its requests",
            "More than 5 % of the requests to {{ $labels.job }} have ended with 5xx for ten minutes.",
            $"job:http_errors:rate5m / job:http_requests:rate5m > 0.05\nand job:http_errors:rate5m > {LeastErrors}\n");
        yield return Alert(
            "Restarting", Severity.Ticket, "0s",
            "{{ $labels.instance }} of {{ $labels.job }} has started anew {{ $value }} times in half an hour",
            "Its CPU time began at zero again: the process ended and was started anew.",
            "sum by (namespace, job, instance) (resets(dotnet_process_cpu_time_seconds_total"
            + $"{{{targets.Labels(targets.DotNet)},cpu_mode=\"user\"}}[30m])) >= 3");
        yield return Alert(
            "MemoryNearLimit", Severity.Ticket, "15m",
            "{{ $labels.instance }} of {{ $labels.job }} uses {{ $value | humanizePercentage }} of its memory",
            "At its limit the kernel ends the process.",
            "instance:memory:bytes / on (namespace, job) group_left () job:memory_limit:bytes > 0.9");
        yield return Alert(
            "CpuNearLimit", Severity.Ticket, "30m",
            "{{ $labels.instance }} of {{ $labels.job }} uses {{ $value | humanizePercentage }} of its CPU",
            "At its limit the kernel makes the process wait: requests become slow.",
            "instance:cpu:cores_rate5m / on (namespace, job) group_left () job:cpu_limit:cores > 0.9");
    }

    private static IEnumerable<Rule> Pools(string labels)
    {
        // A pool of one, such as a health check's own, is either idle or full: that says nothing.
        const string By = "sum by (namespace, job, instance, db_client_connection_pool_name)";
        yield return Record(
            "instance:db_pool:used_ratio",
            $"{By} (db_client_connection_count{{{labels},db_client_connection_state=\"used\"}})\n"
            + $"/ ({By} (db_client_connection_max{{{labels}}}) > 1)\n");
        yield return Alert(
            "DatabasePoolNearlyExhausted", Severity.Ticket, "5m",
            "{{ $labels.instance }} of {{ $labels.job }} uses {{ $value | humanizePercentage }} of its connections",
            "When the pool {{ $labels.db_client_connection_pool_name }} is used up, requests wait and then fail.",
            "instance:db_pool:used_ratio > 0.9");
    }

    private static Recording Record(string name, string expression) => new(name, expression, NoLabels);

    private static AlertRule Alert(
        string name, Severity severity, string duration, string summary, string description, string expression) =>
        new(name, severity, duration, summary, description, expression, NoLabels);

    private static string Number(string quantity) =>
        new ResourceQuantity(quantity).ToDecimal().ToString("0.###", CultureInfo.InvariantCulture);
}
