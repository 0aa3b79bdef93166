using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>Writes what is promised, told and shown of a resource.</summary>
internal static class MonitoringWriter
{
    public static void Write(ResourceObject target, IResource resource)
    {
        SloTrait[] slos = [.. resource.Annotations.OfType<SloTrait>()];
        AlertTrait[] alerts = [.. resource.Annotations.OfType<AlertTrait>()];
        PanelTrait[] panels = [.. resource.Annotations.OfType<PanelTrait>()];
        if (slos.Length + alerts.Length + panels.Length == 0)
            return;
        var writer = target.Open();
        writer.WriteStartObject("monitoring");
        List(writer, "slos", slos, Slo);
        List(writer, "alerts", alerts, Alert);
        List(writer, "panels", panels, Panel);
        writer.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, T[] items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Length == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Slo(Utf8JsonWriter writer, SloTrait slo)
    {
        writer.WriteString("name", slo.Name);
        writer.WriteString("title", slo.Title);
        writer.WriteNumber("objective", slo.Objective);
        writer.WriteString("good", slo.Good);
        writer.WriteString("total", slo.Total);
    }

    private static void Alert(Utf8JsonWriter writer, AlertTrait alert)
    {
        writer.WriteString("name", alert.Name);
        writer.WriteString("severity", alert.Severity == AlertSeverity.Page ? "page" : "ticket");
        writer.WriteString("for", alert.For);
        writer.WriteString("summary", alert.Summary);
        writer.WriteString("description", alert.Description);
        writer.WriteString("query", alert.Query);
        When(writer, alert.When);
    }

    private static void Panel(Utf8JsonWriter writer, PanelTrait panel)
    {
        writer.WriteString("row", panel.Row);
        writer.WriteString("title", panel.Title);
        writer.WriteString("description", panel.Description);
        writer.WriteString("unit", panel.Unit);
        List(writer, "queries", [.. panel.Queries], (inner, query) =>
        {
            inner.WriteString("query", query.Query);
            inner.WriteString("legend", query.Legend);
        });
        When(writer, panel.When);
    }

    private static void When(Utf8JsonWriter writer, DeploymentFeature feature)
    {
        var name = feature switch
        {
            DeploymentFeature.Any => null,
            DeploymentFeature.Backup => "backup",
            DeploymentFeature.FileBackup => "fileBackup",
            DeploymentFeature.ReadReplicas => "readReplicas",
            _ => throw new InvalidOperationException($"Unknown feature '{feature}'"),
        };
        if (name is not null)
            writer.WriteString("when", name);
    }
}
