using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>One profile of a project's launchSettings.json.</summary>
internal sealed record LaunchProfile(
    string Name, IReadOnlyList<Uri> Urls, IReadOnlyDictionary<string, string> Variables, string? Arguments)
    : IResourceAnnotation
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The first profile that runs the project itself, or null.</summary>
    public static LaunchProfile? First(string projectPath) => Read(projectPath).FirstOrDefault();

    /// <exception cref="DistributedApplicationException">There is no such profile.</exception>
    public static LaunchProfile? Named(string projectPath, string? name) => name is null
        ? null
        : Read(projectPath).FirstOrDefault(profile => profile.Name == name)
            ?? throw new DistributedApplicationException(
                $"Launch profile '{name}' does not exist in launchSettings.json of {projectPath}.");

    private static IEnumerable<LaunchProfile> Read(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            yield break;
        using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        if (!document.RootElement.TryGetProperty("profiles", out var profiles))
            yield break;
        foreach (var profile in profiles.EnumerateObject())
        {
            if (Text(profile.Value, "commandName") == "Project")
                yield return From(profile);
        }
    }

    private static LaunchProfile From(JsonProperty profile)
    {
        var variables = profile.Value.TryGetProperty("environmentVariables", out var set)
            ? set.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
        var urls = (Text(profile.Value, "applicationUrl") ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => new Uri(url))
            .DistinctBy(url => url.Scheme, StringComparer.Ordinal);
        return new(profile.Name, [.. urls], variables, Text(profile.Value, "commandLineArgs"));
    }

    private static string? Text(JsonElement profile, string name) =>
        profile.TryGetProperty(name, out var value) ? value.GetString() : null;
}
