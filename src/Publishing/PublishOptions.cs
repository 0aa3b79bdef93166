using PawPal.Publishing.Applications;
using PawPal.Publishing.Deployments;

namespace PawPal.Publishing;

/// <summary>What the command line asks for.</summary>
/// <param name="Manifest">Null: the AppHost is asked.</param>
internal sealed record PublishOptions(
    string? Manifest, string AppHost, Target Target, string Output, string? Values, string? ImageTag, bool IsCheck,
    bool SkipUnknown)
{
    public const string Usage =
        """
        Publishes an Aspire application: manifest, compose file, Kubernetes files.

          --manifest <file>     read this manifest instead of asking the AppHost
          --apphost <project>   the AppHost that is asked (src/AppHost), or the .dll it was built to
          --target <what>       manifest, compose, kubernetes or all (all)
          --output <folder>     the folder that is written (.)
          --values <file>       names, release and parameters (publish.json, where there is one)
          --image-tag <tag>     the release: the tag of every image of the application
          --check               write nothing; say what differs and end with 1
          --skip-unknown        leave out resources that cannot be deployed, instead of refusing them
        """;

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "--check", "--skip-unknown" };

    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "--manifest", "--apphost", "--target", "--output", "--values", "--image-tag",
    };

    /// <exception cref="PublishException">An argument is not known or lacks its value.</exception>
    public static PublishOptions From(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < args.Count; index++)
        {
            var name = args[index];
            if (Flags.Contains(name))
                given[name] = "";
            else if (!WithValue.Contains(name))
                throw new PublishException($"{name} is not known.\n{Usage}");
            else if (index + 1 < args.Count)
                given[name] = args[++index];
            else
                throw new PublishException($"{name} needs a value.\n{Usage}");
        }

        var values = given.GetValueOrDefault("--values") ?? (File.Exists("publish.json") ? "publish.json" : null);
        return new(
            given.GetValueOrDefault("--manifest"), given.GetValueOrDefault("--apphost", "src/AppHost"),
            TargetOf(given.GetValueOrDefault("--target", "all")),
            Path.GetFullPath(given.GetValueOrDefault("--output", ".")),
            values, given.GetValueOrDefault("--image-tag") is { } tag ? Words.Tag(tag) : null,
            given.ContainsKey("--check"), given.ContainsKey("--skip-unknown"));
    }

    public Values ReadValues()
    {
        var values = Applications.Values.Read(Values);
        return ImageTag is null ? values : values with { ImageTag = ImageTag };
    }

    private static Target TargetOf(string name) => name switch
    {
        "all" => Target.All,
        "manifest" => Target.Manifest,
        "compose" => Target.Compose,
        "kubernetes" => Target.Kubernetes,
        _ => throw new PublishException($"--target {name} is not known; known: manifest, compose, kubernetes, all."),
    };
}

[Flags]
internal enum Target
{
    Manifest = 1,
    Compose = 2,
    Kubernetes = 4,
    All = Manifest | Compose | Kubernetes,
}
