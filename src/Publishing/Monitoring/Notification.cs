namespace PawPal.Publishing.Monitoring;

/// <summary>How people are told, the same on every platform.</summary>
internal static class Notification
{
    /// <summary>The guide's channel.</summary>
    public const string Channel = "#alerts";

    /// <summary>So long alerts of one cause are gathered before the first message.</summary>
    public const string PageWait = "10s";

    public const string TicketWait = "1m";

    /// <summary>So long before new alerts of a group are told.</summary>
    public const string Interval = "5m";

    /// <summary>Said again while it lasts.</summary>
    public const string PageRepeat = "4h";

    public const string TicketRepeat = "24h";

    public const string Title =
        "{{ .Status | toUpper }} {{ .CommonLabels.severity }}: {{ .CommonLabels.alertname }} {{ .CommonLabels.job }}";

    public const string Text =
        "{{ range .Alerts }}{{ .Annotations.summary }}. {{ .Annotations.description }} {{ .Annotations.runbook_url }}\n"
        + "{{ end }}";

    public const string PagerDutyDescription = "{{ .CommonLabels.alertname }}: {{ .CommonAnnotations.summary }}";

    public static IReadOnlyList<string> GroupBy { get; } = ["alertname", "namespace", "job"];

    /// <summary>A page about a service says more than the tickets about it.</summary>
    public static IReadOnlyList<string> InhibitedWithin { get; } = ["namespace", "job"];
}
