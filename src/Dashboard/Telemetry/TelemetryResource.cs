namespace PawPal.Dashboard.Telemetry;

/// <summary>A process that sends telemetry: a service, one of its instances.</summary>
public sealed class TelemetryResource
{
    internal TelemetryResource(string serviceName, string instanceId, AttributeList attributes)
    {
        ServiceName = serviceName;
        InstanceId = instanceId;
        Attributes = attributes;
        DisplayName = serviceName;
    }

    /// <summary>The attribute <c>service.name</c>.</summary>
    public string ServiceName { get; }

    /// <summary>The attribute <c>service.instance.id</c>; empty when it was not sent.</summary>
    public string InstanceId { get; }

    /// <summary>All attributes of the resource, as first sent.</summary>
    public AttributeList Attributes { get; }

    /// <summary>
    /// What to call it: the service's name; with <c>-instance</c> behind it as long as the service has several.
    /// Changes when a second instance comes.
    /// </summary>
    public string DisplayName { get; internal set; }

    /// <summary>The name that is always its own: <c>service-instance</c>, as the replicas of a model are called.</summary>
    public string FullName => InstanceId.Length == 0 ? ServiceName : $"{ServiceName}-{InstanceId}";

    /// <summary>Whether a name of a filter or a link means this one: its own, or its service's (then all instances).</summary>
    public bool IsNamed(string name) =>
        name.Equals(ServiceName, StringComparison.OrdinalIgnoreCase)
        || name.Equals(FullName, StringComparison.OrdinalIgnoreCase)
        || name.Equals(DisplayName, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => DisplayName;
}
