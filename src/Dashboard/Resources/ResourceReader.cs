using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Dashboard.Resources;

/// <summary>Turns what the AppHost sends into what the pages show.</summary>
internal static class ResourceReader
{
    public static ResourceSnapshot Read(Proto.Resource resource) => new()
    {
        Name = resource.Name,
        ResourceType = resource.ResourceType,
        DisplayName = resource.DisplayName.Length > 0 ? resource.DisplayName : resource.Name,
        Uid = resource.Uid,
        State = resource.HasState ? resource.State : null,
        StateStyle = resource.HasStateStyle ? resource.StateStyle : null,
        CreatedAt = resource.CreatedAt?.ToDateTimeOffset(),
        StartedAt = resource.StartedAt?.ToDateTimeOffset(),
        StoppedAt = resource.StoppedAt?.ToDateTimeOffset(),
        Environment = [.. resource.Environment.Select(
            v => new ResourceVariable(v.Name, v.HasValue ? v.Value : null, v.IsFromSpec))],
        Commands = [.. resource.Commands.Select(Read)],
        Properties = [.. resource.Properties.Select(p => new ResourceProperty(
            p.Name, p.HasDisplayName ? p.DisplayName : p.Name, Text(p.Value), p.HasIsSensitive && p.IsSensitive))],
        Urls = [.. resource.Urls.Select(Read).OrderByDescending(u => u.SortOrder)],
        Volumes = [.. resource.Volumes.Select(v => new ResourceVolume(v.Source, v.Target, v.MountType, v.IsReadOnly))],
        HealthReports = [.. resource.HealthReports.Select(Read)],
        Relationships = [.. resource.Relationships.Select(r => new ResourceRelationship(r.ResourceName, r.Type))],
        IsHidden = resource.IsHidden,
        IconName = resource.HasIconName ? resource.IconName : null,
    };

    /// <summary>A value as a person reads it; a list's parts stand side by side, as arguments do.</summary>
    internal static string Text(Value? value) => value?.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString(CultureInfo.InvariantCulture),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.KindOneofCase.ListValue => string.Join(' ', value.ListValue.Values.Select(Text)),
        Value.KindOneofCase.StructValue => value.StructValue.ToString(),
        _ => "",
    };

    private static ResourceCommand Read(Proto.ResourceCommand command) => new(
        command.Name,
        command.DisplayName.Length > 0 ? command.DisplayName : command.Name,
        command.HasDisplayDescription ? command.DisplayDescription : null,
        command.HasConfirmationMessage ? command.ConfirmationMessage : null,
        command.State switch
        {
            Proto.ResourceCommandState.Disabled => ResourceCommandState.Disabled,
            Proto.ResourceCommandState.Hidden => ResourceCommandState.Hidden,
            _ => ResourceCommandState.Enabled,
        },
        command.IsHighlighted,
        command.HasIconName ? command.IconName : null)
    {
        Parameter = command.Parameter,
    };

    private static ResourceUrl Read(Proto.Url url) => new(
        url.HasEndpointName ? url.EndpointName : null,
        url.FullUrl,
        url.DisplayProperties?.DisplayName is { Length: > 0 } shown ? shown : url.FullUrl,
        url.DisplayProperties?.SortOrder ?? 0,
        url.IsInternal,
        url.IsInactive);

    private static ResourceHealthReport Read(Proto.HealthReport report) => new(
        report.Key,
        report.HasStatus ? Read(report.Status) : null,
        report.Description,
        report.Exception,
        report.LastRunAt?.ToDateTimeOffset());

    private static ResourceHealth Read(Proto.HealthStatus status) => status switch
    {
        Proto.HealthStatus.Healthy => ResourceHealth.Healthy,
        Proto.HealthStatus.Degraded => ResourceHealth.Degraded,
        _ => ResourceHealth.Unhealthy,
    };
}
