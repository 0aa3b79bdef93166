using System.Globalization;
using System.Text.Json.Nodes;

namespace PawPal.Publishing.Compose;

/// <summary>What every service is held to, the application's own and those beside it.</summary>
internal static class ServiceRules
{
    /// <summary>Of no user of the machine.</summary>
    public const string User = "10001:10001";

    private const int MostProcesses = 512;
    private const int LeastPeriod = 30;

    /// <summary>Adds the rules to a service; <c>deploy</c> may be there already.</summary>
    /// <param name="endsByItself">It is started again only when it failed.</param>
    public static void Apply(
        JsonObject service, bool endsByItself, string cpus, string memory, IEnumerable<string> networks)
    {
        service["restart"] = endsByItself ? "on-failure" : "unless-stopped";
        service["init"] = true;
        service["read_only"] = true;
        service["cap_drop"] = new JsonArray("ALL");
        service["security_opt"] = new JsonArray("no-new-privileges:true");
        // Longer than any service takes to finish what it has begun.
        service["stop_grace_period"] = "60s";
        service["networks"] = new JsonArray([.. networks.Select(network => JsonValue.Create(network))]);
        var deploy = service["deploy"] as JsonObject;
        if (deploy is null)
            service["deploy"] = deploy = [];
        deploy["resources"] = new JsonObject
        {
            ["limits"] = new JsonObject { ["cpus"] = cpus, ["memory"] = memory, ["pids"] = MostProcesses },
        };
        service["logging"] = new JsonObject
        {
            ["driver"] = "json-file",
            ["options"] = new JsonObject { ["max-size"] = "10m", ["max-file"] = "5" },
        };
    }

    /// <summary>
    /// A question for health. The engine starts a process for each, and nobody is taken out of service by the answer:
    /// so it is asked often while others wait for the service, and seldom once it was well.
    /// </summary>
    public static JsonObject HealthCheck(JsonArray test, int period = 0, int timeout = 5, int failures = 3) => new()
    {
        ["test"] = test,
        ["interval"] = Seconds(Math.Max(period, LeastPeriod)),
        ["timeout"] = Seconds(timeout),
        ["retries"] = failures,
        ["start_period"] = "60s",
        ["start_interval"] = "2s",
    };

    private static string Seconds(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
}
