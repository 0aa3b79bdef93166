// The namespace and names of Aspire's client integration: its documentation holds here.
namespace Aspire.Npgsql;

/// <summary>Settings of a PostgreSQL data source; configuration section <c>Aspire:Npgsql</c>.</summary>
public sealed class NpgsqlSettings
{
    /// <summary>Npgsql's form, <c>Host=..;Port=..;Username=..;Password=..;Database=..</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>True: the database does not count for readiness.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>True: database calls make no spans.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>True: connections and commands are not measured.</summary>
    public bool DisableMetrics { get; set; }
}
