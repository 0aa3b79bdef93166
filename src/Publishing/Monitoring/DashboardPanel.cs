namespace PawPal.Publishing.Monitoring;

/// <summary>One picture of the dashboard.</summary>
/// <param name="Unit">A unit of Grafana's.</param>
internal sealed record DashboardPanel(
    PanelKind Kind, string Title, string Description, string Unit, IReadOnlyList<DashboardQuery> Queries)
{
    /// <summary>Of 24 columns; null: an equal share of the line.</summary>
    public int? Width { get; init; }

    /// <summary>What is worth a look below or above; null: nothing is.</summary>
    public Limit? Limit { get; init; }
}

/// <param name="Legend">Labels in double braces.</param>
internal sealed record DashboardQuery(string Expression, string Legend);

/// <param name="IsLeast">Values below it are bad; else those from it on.</param>
internal sealed record Limit(double Value, bool IsLeast);

internal enum PanelKind
{
    /// <summary>Lines over time.</summary>
    Lines,

    /// <summary>The number of now.</summary>
    Number,
}

/// <summary>Panels under one heading.</summary>
internal sealed record DashboardRow(string Title, IReadOnlyList<DashboardPanel> Panels);
