// The namespace and names of Aspire's client integration: its documentation holds here.
namespace Aspire.StackExchange.Redis;

/// <summary>Settings of a Redis client; configuration section <c>Aspire:StackExchange:Redis</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>StackExchange.Redis' form, <c>host:port[,password=..]</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>True: Redis is not shown in the readiness answer.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>True: commands make no spans; their durations are measured all the same.</summary>
    public bool DisableTracing { get; set; }
}
