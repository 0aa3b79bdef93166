using System.Text.Json.Nodes;

namespace PawPal.Publishing.Compose;

/// <summary>What every service is held to, the application's own and those beside it.</summary>
internal static class ServiceRules
{
    /// <summary>Of no user of the machine.</summary>
    public const string User = "10001:10001";

    private const int MostProcesses = 512;

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
}
