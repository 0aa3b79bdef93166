// The annotations of probes are marked as subject to change; reading them is what they are for.
#pragma warning disable ASPIREPROBES001
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Writes how a resource is asked whether it is as it should be.</summary>
internal static partial class ProbeWriter
{
    public static void Write(ResourceObject target, IResource resource)
    {
        Checks(target, resource);
        var own = resource.Annotations.OfType<ProbesTrait>().LastOrDefault();
        var probes = resource.Annotations.OfType<EndpointProbeAnnotation>().ToArray();
        if (own is null && probes.Length == 0)
            return;
        var writer = target.Open();
        writer.WriteStartObject("probes");
        if (own is not null)
        {
            Address(writer, "readiness", own.Endpoint, own.Ready);
            writer.WriteEndObject();
            Address(writer, "liveness", own.Endpoint, own.Live);
            writer.WriteEndObject();
        }

        foreach (var probe in probes.Where(probe => own is null || probe.Type == ProbeType.Startup))
            Probe(writer, probe);
        writer.WriteEndObject();
    }

    private static void Probe(Utf8JsonWriter writer, EndpointProbeAnnotation probe)
    {
        Address(writer, probe.Type.ToString().ToLowerInvariant(), probe.EndpointReference.EndpointName, probe.Path);
        writer.WriteNumber("initialDelaySeconds", probe.InitialDelaySeconds);
        writer.WriteNumber("periodSeconds", probe.PeriodSeconds);
        writer.WriteNumber("timeoutSeconds", probe.TimeoutSeconds);
        writer.WriteNumber("failureThreshold", probe.FailureThreshold);
        writer.WriteNumber("successThreshold", probe.SuccessThreshold);
        writer.WriteEndObject();
    }

    private static void Address(Utf8JsonWriter writer, string name, string endpoint, string path)
    {
        writer.WriteStartObject(name);
        writer.WriteString("endpoint", endpoint);
        writer.WriteString("path", path);
    }

    // An HTTP health check tells what it asks in its key alone; other checks live in the AppHost's process.
    private static void Checks(ResourceObject target, IResource resource)
    {
        var checks = resource.Annotations.OfType<HealthCheckAnnotation>()
            .Select(check => HttpCheck.Match(check.Key))
            .Where(match => match.Success && match.Groups["resource"].Value == resource.Name).ToArray();
        if (checks.Length == 0)
            return;
        var writer = target.Open();
        writer.WriteStartArray("healthChecks");
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("endpoint", check.Groups["endpoint"].Value);
            writer.WriteString("path", check.Groups["path"].Value);
            writer.WriteNumber(
                "status", int.Parse(check.Groups["status"].Value, CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    [GeneratedRegex(
        "^(?<resource>[A-Za-z0-9-]+)_(?<endpoint>[A-Za-z0-9-]+)_(?<path>/.*)_(?<status>[0-9]{3})_check$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HttpCheck { get; }
}
