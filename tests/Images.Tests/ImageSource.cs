using System.Text.Json;
using System.Xml.Linq;
using PawPal.Testing;

namespace PawPal.Images.Tests;

/// <summary>An image of the repository: its Dockerfile and the project it publishes.</summary>
internal sealed record ImageSource(string Dockerfile, string Project)
{
    public static string Root { get; } = AppHostProcess.Repository;

    /// <summary>The SDK that <c>global.json</c> pins.</summary>
    public static string SdkVersion
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "global.json")));
            return json.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        }
    }

    /// <summary>The backend's lies where the guide builds it, the others beside their project.</summary>
    public static IEnumerable<ImageSource> All =>
    [
        new("Dockerfile", "Api"),
        .. Directory.EnumerateDirectories(Path.Combine(Root, "src"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(Path.Combine(Root, "src", name, "Dockerfile")) && File.Exists(ProjectFile(name)))
            .Order(StringComparer.Ordinal)
            .Select(name => new ImageSource($"src/{name}/Dockerfile", name)),
    ];

    public string Text => File.ReadAllText(Path.Combine(Root, Dockerfile));

    public XDocument ProjectDocument => XDocument.Load(ProjectFile(Project));

    /// <summary>The project and all it refers to, one behind the other.</summary>
    public IReadOnlySet<string> Projects
    {
        get
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            Collect(Project, found);
            return found;
        }
    }

    /// <summary>These, and the folders of which they compile a file without referring to the project.</summary>
    public IEnumerable<string> Folders => Projects
        .SelectMany(project => XDocument.Load(ProjectFile(project)).Descendants("Compile"))
        .Select(compile => compile.Attribute("Include")?.Value ?? "")
        .Where(path => path.StartsWith("../", StringComparison.Ordinal))
        .Select(path => path.Split('/')[1])
        .Concat(Projects);

    /// <summary>A property of the project file; null when it says nothing of it.</summary>
    public string? Property(string name) => ProjectDocument.Descendants(name).SingleOrDefault()?.Value;

    private static void Collect(string project, SortedSet<string> found)
    {
        if (!found.Add(project))
            return;
        foreach (var reference in XDocument.Load(ProjectFile(project)).Descendants("ProjectReference"))
            Collect(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value), found);
    }

    private static string ProjectFile(string project) => Path.Combine(Root, "src", project, $"{project}.csproj");
}
