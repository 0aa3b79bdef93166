namespace PawPal.Publishing.Manifests;

/// <summary>Reads each type of resource that Aspire writes.</summary>
internal static class ResourceReader
{
    public static Func<string, ManifestNode, Resource>? Find(string type) => type switch
    {
        "parameter.v0" => Parameter,
        "value.v0" => Value,
        "annotated.string" => Annotated,
        "project.v0" or "project.v1" => Project,
        "container.v0" or "container.v1" => Container,
        "dockerfile.v0" => Dockerfile,
        _ => null,
    };

    private static ParameterResource Parameter(string name, ManifestNode node)
    {
        node.RefuseOthers("type", "value", "connectionString", "inputs");
        var input = node.Find("inputs")?.Find("value");
        input?.RefuseOthers("type", "secret", "default");
        var standard = input?.Find("default");
        standard?.RefuseOthers("value", "generate");
        var generate = standard?.Find("generate");
        return new(
            name, node.Path, node.TextOf("connectionString"), input?.FlagOf("secret") ?? false,
            input is null ? Constant(node) : standard?.TextOf("value"),
            generate is null ? null : generate.Value.NumberOf("minLength", 0, 1024) ?? 22);
    }

    // A parameter without an input is a fixed value.
    private static string? Constant(ManifestNode node) =>
        node.TextOf("value") is { } value && !value.Contains('{', StringComparison.Ordinal) ? value : null;

    private static ValueResource Value(string name, ManifestNode node)
    {
        node.RefuseOthers("type", "connectionString");
        return new(name, node.Path, node.Get("connectionString").Text());
    }

    private static AnnotatedString Annotated(string name, ManifestNode node)
    {
        node.RefuseOthers("type", "value", "filter");
        var filter = node.TextOf("filter");
        if (filter is not (null or "uri"))
            throw node.Get("filter").Fault($"the filter \"{filter}\" is not known; known: uri");
        return new(name, node.Path, node.Get("value").Text(), filter == "uri");
    }

    private static RunResource Project(string name, ManifestNode node)
    {
        node.RefuseOthers("type", "path", "deployment", "args", "env", "bindings");
        return SettingsReader.Complete(node, new(name, node.Path, new ProjectSource(node.Get("path").Text())));
    }

    private static RunResource Container(string name, ManifestNode node)
    {
        node.RefuseOthers(
            "type", "connectionString", "image", "build", "deployment", "entrypoint", "args", "volumes", "bindMounts",
            "env", "bindings");
        return (node.TextOf("image"), node.Find("build")) switch
        {
            ({ Length: > 0 } image, null) => SettingsReader.Complete(
                node, new(name, node.Path, new ImageSource(image))),
            (null, { } build) => SettingsReader.Complete(node, new(name, node.Path, Build(build))),
            _ => throw node.Fault("needs either an \"image\" or a \"build\""),
        };
    }

    private static BuildSource Build(ManifestNode node)
    {
        node.RefuseOthers("context", "dockerfile", "stage", "args", "secrets", "buildOnly");
        var context = node.Get("context").Text();
        return new(
            context, node.TextOf("dockerfile") ?? $"{context}/Dockerfile", node.TextOf("stage"),
            SettingsReader.Texts(node.Find("args")), Secrets(node.Find("secrets")));
    }

    private static Dictionary<string, BuildSecret> Secrets(ManifestNode? node)
    {
        var secrets = new Dictionary<string, BuildSecret>(StringComparer.Ordinal);
        foreach (var (name, secret) in node?.Members ?? [])
        {
            secret.RefuseOthers("type", "value", "source");
            secrets[name] = secret.Get("type").Text() switch
            {
                "env" => new(secret.Get("value").Text(), null),
                "file" => new(null, secret.Get("source").Text()),
                var other => throw secret.Fault($"the type \"{other}\" is not known; known: env, file"),
            };
        }

        return secrets;
    }

    // The form before container.v1.
    private static RunResource Dockerfile(string name, ManifestNode node)
    {
        node.RefuseOthers(
            "type", "path", "context", "connectionString", "buildArgs", "args", "volumes", "bindMounts", "env",
            "bindings");
        var build = new BuildSource(
            node.Get("context").Text(), node.Get("path").Text(), null, SettingsReader.Texts(node.Find("buildArgs")),
            new Dictionary<string, BuildSecret>(StringComparer.Ordinal));
        return SettingsReader.Complete(node, new(name, node.Path, build));
    }
}
