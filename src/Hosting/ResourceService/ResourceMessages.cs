using System.Globalization;
using Aspire.DashboardService.Proto.V1;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Checked = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;
using CommandState = Aspire.Hosting.ApplicationModel.ResourceCommandState;
using ModelVariant = Aspire.Hosting.ApplicationModel.IconVariant;
using Proto = Aspire.DashboardService.Proto.V1;

namespace PawPal.Hosting.ResourceService;

/// <summary>Puts what is known of a resource into the protocol's words.</summary>
internal static class ResourceMessages
{
    public static Proto.Resource From(ResourceEvent known)
    {
        var snapshot = known.Snapshot;
        var message = new Proto.Resource
        {
            Name = known.ResourceId,
            DisplayName = known.Resource.Name,
            ResourceType = snapshot.ResourceType,
            Uid = known.ResourceId,
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = true,
        };
        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            if (state.Style is { } style)
                message.StateStyle = style;
        }

        Times(message, snapshot);
        Icon(message, snapshot);
        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(Variable));
        message.Properties.AddRange(snapshot.Properties.Select(Property));
        message.Urls.AddRange(snapshot.Urls.Select(Address));
        message.Volumes.AddRange(snapshot.Volumes.Select(Mount));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(Report));
        message.Commands.AddRange(snapshot.Commands.Select(Command));
        message.Relationships.AddRange(snapshot.Relationships.Select(relation =>
            new ResourceRelationship { ResourceName = relation.ResourceName, Type = relation.Type }));
        return message;
    }

    private static void Times(Proto.Resource message, CustomResourceSnapshot snapshot)
    {
        message.CreatedAt = Time(snapshot.CreationTimeStamp);
        message.StartedAt = Time(snapshot.StartTimeStamp);
        message.StoppedAt = Time(snapshot.StopTimeStamp);
    }

    private static void Icon(Proto.Resource message, CustomResourceSnapshot snapshot)
    {
        if (snapshot.IconName is { } icon)
            message.IconName = icon;
        if (snapshot.IconVariant is { } variant)
            message.IconVariant = Variant(variant);
    }

    private static Timestamp? Time(DateTime? time) =>
        time is { } known ? Timestamp.FromDateTime(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    private static EnvironmentVariable Variable(EnvironmentVariableSnapshot variable)
    {
        var message = new EnvironmentVariable { Name = variable.Name, IsFromSpec = variable.IsFromSpec };
        if (variable.Value is { } value)
            message.Value = value;
        return message;
    }

    private static ResourceProperty Property(ResourcePropertySnapshot property) => new()
    {
        Name = property.Name,
        Value = ValueOf(property.Value),
        IsSensitive = property.IsSensitive,
    };

    private static Url Address(UrlSnapshot url)
    {
        var message = new Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            DisplayProperties = new UrlDisplayProperties
            {
                DisplayName = url.DisplayProperties.DisplayName,
                SortOrder = url.DisplayProperties.SortOrder,
            },
        };
        if (url.Name is { } name)
            message.EndpointName = name;
        return message;
    }

    private static Volume Mount(VolumeSnapshot volume) => new()
    {
        Source = volume.Source ?? "",
        Target = volume.Target,
        MountType = volume.MountType,
        IsReadOnly = volume.IsReadOnly,
    };

    private static HealthReport Report(HealthReportSnapshot report)
    {
        var message = new HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = Time(report.LastRunAt),
        };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                Checked.Healthy => HealthStatus.Healthy,
                Checked.Degraded => HealthStatus.Degraded,
                _ => HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    private static ResourceCommand Command(ResourceCommandSnapshot command)
    {
        var message = new ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = command.State switch
            {
                CommandState.Enabled => Proto.ResourceCommandState.Enabled,
                CommandState.Disabled => Proto.ResourceCommandState.Disabled,
                _ => Proto.ResourceCommandState.Hidden,
            },
        };
        if (command.ConfirmationMessage is { } question)
            message.ConfirmationMessage = question;
        if (command.DisplayDescription is { } description)
            message.DisplayDescription = description;
        if (command.IconName is { } icon)
            message.IconName = icon;
        if (command.IconVariant is { } variant)
            message.IconVariant = Variant(variant);
        if (command.Parameter is { } parameter)
            message.Parameter = ValueOf(parameter);
        return message;
    }

    private static Proto.IconVariant Variant(ModelVariant variant) =>
        variant == ModelVariant.Filled
            ? Proto.IconVariant.Filled
            : Proto.IconVariant.Regular;

    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool claim => Value.ForBool(claim),
        int or long or double => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        System.Collections.IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ValueOf)]),
        IFormattable formattable => Value.ForString(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Value.ForString(value.ToString() ?? ""),
    };
}
