using PawPal.Dashboard.Resources;

namespace PawPal.Dashboard.Pages.Resources;

/// <summary>How states, types and sources of resources are shown.</summary>
internal static class ResourceLook
{
    public const string FailureProperty = "resource.failure";
    public const string ParameterType = "Parameter";

    /// <summary>The icon of a type, or of the icon that the model names.</summary>
    public static string Icon(ResourceSnapshot resource)
    {
        var words = $"{resource.IconName} {resource.ResourceType}";
        return Has("Database", "Postgres", "Sql", "Mongo") ? "database"
            : Has("Redis", "Cache", "Garnet", "Valkey") ? "cache"
            : Has("Parameter", "Key", "ConnectionString") ? "parameter"
            : Has("External", "Globe", "WebApp") ? "globe"
            : Has("Mic", "Speech") ? "speech"
            : Has("Project", "Code") ? "project"
            : Has("Container", "Box") ? "container" : "executable";

        bool Has(params ReadOnlySpan<string> some)
        {
            foreach (var word in some)
                if (words.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }

    /// <summary>The type without the word that all of them end with.</summary>
    public static string Type(ResourceSnapshot resource) =>
        resource.ResourceType.EndsWith("Resource", StringComparison.Ordinal) ? resource.ResourceType[..^8] : resource.ResourceType;

    public static string State(ResourceSnapshot resource) => resource.State is { Length: > 0 } state ? state : "Unknown";

    /// <summary>good, info, warn, bad, or muted.</summary>
    public static string Tone(ResourceSnapshot resource) => resource.StateStyle switch
    {
        "success" => "good",
        "info" => "info",
        "warning" or "warn" => "warn",
        "error" => "bad",
        _ => resource.State switch
        {
            "Running" or "Active" or "Value" => "good",
            "Finished" => ExitCode(resource) is null or "0" ? "good" : "bad",
            "Starting" or "Waiting" or "Building" or "Stopping" or "Restarting" => "info",
            "RuntimeUnhealthy" => "warn",
            "Exited" => ExitCode(resource) is "0" ? "muted" : "bad",
            "FailedToStart" => "bad",
            _ => "muted",
        },
    };

    public static string StateIcon(string tone) => tone switch
    {
        "good" => "check",
        "info" => "more",
        "warn" => "warning",
        "bad" => "error",
        _ => "stop",
    };

    public static string HealthTone(ResourceHealth? health) => health switch
    {
        ResourceHealth.Healthy => "good",
        ResourceHealth.Degraded => "warn",
        ResourceHealth.Unhealthy => "bad",
        _ => "info",
    };

    /// <summary>What it runs from; our engine says why, others name a project, an image or a program.</summary>
    public static string Source(ResourceSnapshot resource)
    {
        if (resource.Property("resource.source") is { Length: > 0 } source)
            return source;
        if (resource.Property("container.image") is { Length: > 0 } image)
            return image;
        if (resource.Property("project.path") is { Length: > 0 } project)
            return Path.GetFileName(project);
        return resource.Property("executable.path") is { Length: > 0 } program
            ? $"{Path.GetFileName(program)} {resource.Property("executable.args")}".Trim()
            : "";
    }

    public static string? ExitCode(ResourceSnapshot resource) => resource.Property("resource.exitCode");

    public static string? Failure(ResourceSnapshot resource) =>
        resource.Property(FailureProperty) is { Length: > 0 } failure ? failure : null;

    /// <summary>The resource it belongs to, if any.</summary>
    public static string? Parent(ResourceSnapshot resource) =>
        resource.Relationships.FirstOrDefault(relation => relation.Type is "Parent")?.ResourceName
        ?? resource.Property("resource.parentName");

    /// <summary>Addresses for people, the most important first.</summary>
    public static IEnumerable<ResourceUrl> Links(ResourceSnapshot resource) => resource.Urls
        .Where(url => !url.IsInternal && !url.IsInactive)
        .OrderByDescending(url => url.SortOrder).ThenBy(url => url.Url, StringComparer.Ordinal);

    /// <summary>Only http(s) addresses become links: a URL of another kind could run a script.</summary>
    public static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
